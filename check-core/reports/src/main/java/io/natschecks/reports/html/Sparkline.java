// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.api.Display;
import io.natschecks.api.history.Sample;
import io.natschecks.core.report.TrackedSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A series as a line in a field of {@value #WIDTH} to {@value #HEIGHT}.
 *
 * @param series the series
 * @param points the line
 * @param lastX where it ends
 * @param lastY where it ends
 * @param boundY where the bound lies; null if it has none
 */
record Sparkline(
    TrackedSeries series, String points, String lastX, String lastY, @Nullable String boundY) {

  static final int WIDTH = 300;
  static final int HEIGHT = 80;
  private static final int MARGIN = 6;

  static Sparkline of(TrackedSeries series) {
    Scale scale = Scale.of(series);
    List<Sample> samples = series.points();
    Sample last = samples.get(samples.size() - 1);
    TrackedSeries.Bound bound = series.bound();
    return new Sparkline(
        series,
        samples.stream()
            .map(each -> scale.x(each.time()) + "," + scale.y(each.value()))
            .collect(Collectors.joining(" ")),
        scale.x(last.time()),
        scale.y(last.value()),
        bound == null ? null : scale.y(bound.value()));
  }

  /** Where times and values lie; the bound is always in sight. */
  private record Scale(Instant first, double millis, double low, double high) {

    static Scale of(TrackedSeries series) {
      List<Sample> samples = series.points();
      Instant first = samples.get(0).time();
      Instant last = samples.get(samples.size() - 1).time();
      TrackedSeries.Bound bound = series.bound();
      double low =
          (double) Math.min(bound == null ? Long.MAX_VALUE : bound.value(), series.lowest());
      double high =
          (double) Math.max(bound == null ? Long.MIN_VALUE : bound.value(), series.highest());
      return new Scale(first, millis(first, last), low, high);
    }

    private static double millis(Instant from, Instant to) {
      return (double) Duration.between(from, to).toMillis();
    }

    String x(Instant time) {
      double share = millis == 0 ? 1 : millis(first, time) / millis;
      return Text.number(MARGIN + share * (WIDTH - 2 * MARGIN));
    }

    String y(long value) {
      double share = high == low ? 0.5 : ((double) value - low) / (high - low);
      return Text.number(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN));
    }
  }

  String name() {
    return series.track().replace('.', ' ').replace('_', ' ');
  }

  String first() {
    return Text.day(series.points().get(0).time());
  }

  String last() {
    return Text.day(series.points().get(series.points().size() - 1).time());
  }

  String now() {
    return Text.amount(series.points().get(series.points().size() - 1).value(), series.unit());
  }

  String range() {
    return series.lowest() == series.highest()
        ? "always the same"
        : "between "
            + Text.amount(series.lowest(), series.unit())
            + " and "
            + Text.amount(series.highest(), series.unit());
  }

  String bound() {
    TrackedSeries.Bound bound = series.bound();
    return bound == null
        ? ""
        : Text.line(bound.name()).replace('_', ' ')
            + " "
            + Text.amount(bound.value(), series.unit());
  }

  String span() {
    return Display.duration(
        Duration.between(
            series.points().get(0).time(), series.points().get(series.points().size() - 1).time()));
  }
}
