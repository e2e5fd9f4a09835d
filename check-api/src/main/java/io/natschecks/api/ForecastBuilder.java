// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import io.natschecks.api.history.Series;
import io.natschecks.api.history.Trend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Builds a forecast: what the value is and where it fires first, then {@link #from} or {@link #in}
 * ends it. Not safe for use by several threads.
 *
 * @since 0.1
 */
public final class ForecastBuilder {

  private final CheckContext context;
  private final CheckResult.Builder result;
  private final Entity entity;
  private final String name;
  private final double bound;
  private final String unit;
  private String discriminator;
  private Severity severity;

  ForecastBuilder(
      CheckContext context,
      CheckResult.Builder result,
      Entity entity,
      String discriminator,
      String name,
      double bound,
      String unit) {
    this.context = context;
    this.result = result;
    this.entity = entity;
    this.discriminator = discriminator;
    this.name = name;
    this.bound = bound;
    this.unit = unit;
    this.severity = context.descriptor().severity();
  }

  /**
   * Gives the severity of the finding to come, if it is not the default of the check.
   *
   * @param value one of {@link CheckDescriptor#severities()}
   * @return this builder
   * @throws IllegalArgumentException if the descriptor does not declare it
   */
  public ForecastBuilder severity(Severity value) {
    this.severity = context.descriptor().declared(value);
    return this;
  }

  /**
   * Tells the finding to come apart, as in {@link FindingBuilder#discriminator}.
   *
   * @param name what differs, such as account
   * @param value its value
   * @return this builder
   */
  public ForecastBuilder discriminator(String name, String value) {
    this.discriminator = Discriminators.add(discriminator, name, value);
    return this;
  }

  /**
   * Ends the forecast. Nothing is forecast if the series has no clear trend towards the bound, or
   * ends before this snapshot.
   *
   * @param series the values
   */
  public void from(Series series) {
    Approach approach = Approach.of(context, series, bound);
    if (approach == null) {
      return;
    }
    Trend trend = approach.trend();
    Evidence.Count now = new Evidence.Count(trend.from().value(), unit);
    Evidence.Count limit = new Evidence.Count((long) Math.ceil(bound), unit);
    Evidence.Measure rate = new Evidence.Measure(trend.perHour(), unit + " per hour");
    end(
        approach.at(),
        String.format(
            Locale.ROOT,
            "%s now, %s an hour, reported at %s",
            now.display(),
            Display.change(trend.perHour(), unit),
            limit.display()),
        new Evidence.Item(name, Evidence.Role.OBSERVED, now),
        new Evidence.Item("fires_at", Evidence.Role.LIMIT, limit),
        new Evidence.Item("growth", Evidence.Role.CONTEXT, rate),
        new Evidence.Item("span", Evidence.Role.CONTEXT, new Evidence.Span(trend.span())));
  }

  /**
   * Ends the forecast of what happens at a known time, whatever the history. Nothing is forecast if
   * the time has come, or lies further away than trends are followed, which is {@value
   * Trend#FARTHEST_SPANS} times the window.
   *
   * @param left time left until the check fires
   * @param now the value now, in the unit of the bound
   * @param format what happens, a {@link String#format} pattern without a final period
   * @param arguments its arguments
   */
  public void in(Duration left, double now, String format, Object... arguments) {
    if (left.isNegative()
        || left.isZero()
        || left.dividedBy(Trend.FARTHEST_SPANS).compareTo(context.window()) > 0) {
      return;
    }
    end(
        context.now().plus(left),
        String.format(Locale.ROOT, format, arguments),
        new Evidence.Item(name, Evidence.Role.OBSERVED, new Evidence.Measure(now, unit)),
        new Evidence.Item("fires_at", Evidence.Role.LIMIT, new Evidence.Measure(bound, unit)));
  }

  private void end(Instant at, String text, Evidence.Item... items) {
    Severity configured = context.severity();
    Severity given = configured == null ? severity : configured;
    String code = context.descriptor().code();
    if (!context.answersFor(entity)
        || context.isAccepted(given, entity, Finding.key(code, entity, discriminator))) {
      return;
    }
    result.forecast(
        new Forecast(
            code,
            given,
            entity,
            discriminator,
            at,
            entity.label() + ": " + text,
            new Evidence(List.of(items))));
  }
}
