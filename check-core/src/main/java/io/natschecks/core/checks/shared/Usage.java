// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.ForecastBuilder;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.snapshot.Limit;

/**
 * How much of a limit is in use. Shares are compared unrounded; an unlimited limit, and one of 0,
 * is never used up.
 *
 * @param used the amount in use
 * @param limit the limit
 * @param unit what is counted, in the plural, or bytes
 */
public record Usage(long used, Limit limit, String unit) {

  /**
   * Adds amounts. No sum of what servers make up turns negative.
   *
   * @param one an amount
   * @param other an amount; a negative one counts as none
   * @return the sum, at most the greatest number there is
   */
  public static long sum(long one, long other) {
    long sum = one + Math.max(0, other);
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /**
   * Says whether a share of the limit is in use, the bound itself included.
   *
   * @param percent the share in percent
   * @return true if the limit is positive and at least this share of it is used
   */
  public boolean isFrom(double percent) {
    return limit.isUsedFrom(used, percent);
  }

  /**
   * Adds the amount, the limit and the share to the evidence of a finding.
   *
   * @param finding the finding
   * @param name name of the amount
   * @param limitName name of the limit
   * @return the finding
   */
  public FindingBuilder describe(FindingBuilder finding, String name, String limitName) {
    return finding
        .observed(name, used, unit)
        .limit(limitName, limit.value().orElse(-1), unit)
        .with("percent", percent(), "percent");
  }

  /**
   * Adds the amount, the limit and the share to the evidence of a finding, and when the limit will
   * be reached.
   *
   * @param finding the finding
   * @param name name of the amount
   * @param limitName name of the limit
   * @param series the amount over time
   * @return the finding
   */
  public FindingBuilder describe(
      FindingBuilder finding, String name, String limitName, Series series) {
    return describe(finding, name, limitName).reaches(series, amountAt(100), unit);
  }

  /**
   * Starts a forecast of a share of the limit.
   *
   * @param verdict what is said of the entity, which is fine
   * @param name name of the amount
   * @param percent the share from which it is reported
   * @return the forecast, still without the amount over time
   */
  public ForecastBuilder forecast(Verdict<?> verdict, String name, double percent) {
    return verdict.forecast(name, amountAt(percent), unit);
  }

  /** Where the share begins; nothing gets there if there is no positive limit. */
  double amountAt(double percent) {
    long most = limit.value().orElse(0);
    return most > 0 ? most * percent / 100 : Double.POSITIVE_INFINITY;
  }

  /**
   * How much is used.
   *
   * @return percent, unrounded; 0 if unlimited
   */
  public double percent() {
    return limit.percentUsed(used);
  }

  /**
   * The usage for people.
   *
   * @param threshold the share from which it is reported, in percent
   * @return such as 95 of 100 messages in use (95.0 percent, reported from 90)
   */
  public String text(double threshold) {
    return text("", threshold);
  }

  /**
   * The usage for people.
   *
   * @param where where it is in use, with what separates it; empty if that needs no word
   * @param threshold the share from which it is reported, in percent
   * @return such as 95 of 100 messages in use by all (95.0 percent, reported from 90)
   */
  public String text(String where, double threshold) {
    return amount(used)
        + " of "
        + amount(limit.value().orElse(-1))
        + (unit.equals("bytes") ? "" : " " + unit)
        + " in use"
        + where
        + " ("
        + Display.percent(percent())
        + ", reported from "
        + Display.number(threshold)
        + ")";
  }

  private String amount(long value) {
    return unit.equals("bytes") ? Display.bytes(value) : Display.count(value);
  }
}
