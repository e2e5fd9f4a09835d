// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
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
