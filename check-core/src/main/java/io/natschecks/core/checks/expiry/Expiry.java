// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.expiry;

import io.natschecks.api.CheckContext;
import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Parameter;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.core.checks.shared.Seconds;
import java.time.Duration;
import java.time.Instant;

/**
 * How long something is still valid.
 *
 * @param expires when it expires
 * @param now the time that counts as now
 */
record Expiry(Instant expires, Instant now) {

  static final Parameter<Double> WARN_DAYS =
      Parameter.number("warn_days", "days")
          .describedAs("Time left below which it is reported")
          .firesBelow()
          .defaultValue(30.0);

  static final Parameter<Double> CRIT_DAYS =
      Parameter.number("crit_days", "days")
          .describedAs("Time left below which that is critical")
          .firesBelow()
          .defaultValue(7.0);

  private static final double SECONDS_A_DAY = 86_400;

  boolean isReported(CheckContext context) {
    return daysLeft() < context.value(WARN_DAYS) || isCritical(context);
  }

  private boolean isCritical(CheckContext context) {
    return daysLeft() < context.value(CRIT_DAYS);
  }

  boolean isOver() {
    return !expires.isAfter(now);
  }

  double daysLeft() {
    return Seconds.of(left()) / SECONDS_A_DAY;
  }

  private Duration left() {
    return Duration.between(now, expires);
  }

  /** Adds the severity and the time left to a finding. */
  FindingBuilder describe(FindingBuilder finding, CheckContext context) {
    Parameter<Double> bound = bound(context);
    return finding
        .severity(isCritical(context) ? Severity.CRITICAL : Severity.WARNING)
        .observed("days_left", daysLeft(), "days")
        .limit(bound.key(), context.value(bound), "days")
        .with("expires", expires);
  }

  /** Forecasts that it is reported; {@code what} is said before when it expires. */
  void forecast(Verdict<?> verdict, CheckContext context, String what) {
    double warn = context.value(WARN_DAYS);
    double critical = context.value(CRIT_DAYS);
    double first = Math.max(warn, critical);
    verdict
        .forecast("days_left", first, "days")
        .severity(critical < warn ? Severity.WARNING : Severity.CRITICAL)
        .in(
            left().minus(Duration.ofMillis((long) (first * SECONDS_A_DAY * 1_000))),
            daysLeft(),
            "%s expires at %s, reported below %s days",
            what,
            expires,
            Display.number(first));
  }

  /** Such as: expires in 5d3h (critical below 7 days). */
  String text(CheckContext context) {
    return (isOver()
            ? "expired " + Display.duration(left().negated()) + " ago"
            : "expires in " + Display.duration(left()))
        + (isCritical(context) ? " (critical below " : " (reported below ")
        + Display.number(context.value(bound(context)))
        + " days)";
  }

  private Parameter<Double> bound(CheckContext context) {
    return isCritical(context) ? CRIT_DAYS : WARN_DAYS;
  }
}
