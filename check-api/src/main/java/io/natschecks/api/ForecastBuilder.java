// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import io.natschecks.api.history.Series;
import io.natschecks.api.history.Trend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Builds a forecast: what the value is and where it fires first, then {@link #from} ends it. Not
 * safe for use by several threads.
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
   */
  public ForecastBuilder severity(Severity value) {
    this.severity = value;
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
    if (!series.endsAt(context.now()) || !mayReach(series)) {
      return;
    }
    Trend trend = Trend.of(series);
    Instant at = trend == null ? null : trend.reaches(bound);
    if (trend == null || at == null) {
      return;
    }
    Severity configured = context.severity();
    Evidence.Count now = new Evidence.Count(trend.from().value(), unit);
    Evidence.Count limit = new Evidence.Count((long) Math.ceil(bound), unit);
    Evidence.Measure rate = new Evidence.Measure(trend.perHour(), unit + " per hour");
    List<Evidence.Item> items = new ArrayList<>();
    items.add(new Evidence.Item(name, Evidence.Role.OBSERVED, now));
    items.add(new Evidence.Item("fires_at", Evidence.Role.LIMIT, limit));
    items.add(new Evidence.Item("growth", Evidence.Role.CONTEXT, rate));
    items.add(new Evidence.Item("span", Evidence.Role.CONTEXT, new Evidence.Span(trend.span())));
    result.forecast(
        new Forecast(
            context.descriptor().code(),
            configured == null ? severity : configured,
            entity,
            discriminator,
            at,
            String.format(
                Locale.ROOT,
                "%s: %s now, %s an hour, reported at %s",
                entity.label(),
                now.display(),
                Display.change(trend.perHour(), unit),
                limit.display()),
            new Evidence(items)));
  }

  /** Rejects what stands still before any slope is reckoned: there may be a million of them. */
  private boolean mayReach(Series series) {
    long now = series.valueAt(series.size() - 1);
    return bound > now ? series.min() < now : bound < now && series.max() > now;
  }
}
