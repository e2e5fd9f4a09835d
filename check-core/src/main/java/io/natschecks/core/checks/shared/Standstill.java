// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.CheckContext;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;

/**
 * A number that stands still: its first and its last sample in the window are equal. What lies
 * between is not looked at.
 */
public final class Standstill {

  private Standstill() {}

  /**
   * Says whether a number stands still since the first snapshot of the window, and lists the entity
   * where that cannot be told because it has no sample there.
   *
   * @param context what is known
   * @param series the number
   * @param verdict what is said of the entity
   * @return true if it stands still
   */
  public static boolean sinceFirstSnapshot(
      CheckContext context, Series series, Verdict<?> verdict) {
    if (moved(series)) {
      return false;
    }
    if (series.count() < 2 || !series.first().time().equals(context.seen().first())) {
      verdict.skip(
          SkipReason.HISTORY_TOO_SHORT,
          "it is younger than the first snapshot of the window, or was not seen there");
      return false;
    }
    return true;
  }

  /**
   * Says whether a number stands still over the samples that there are, and lists the entity where
   * there are too few.
   *
   * @param series the number
   * @param least fewest samples
   * @param verdict what is said of the entity
   * @return true if it stands still
   */
  public static boolean overSamples(Series series, long least, Verdict<?> verdict) {
    return !moved(series) && Samples.areEnough(series, least, verdict);
  }

  private static boolean moved(Series series) {
    return series.size() > 0 && series.first().value() != series.last().value();
  }

  /**
   * Adds the number, and how long it was watched, to the evidence of a finding.
   *
   * @param finding the finding
   * @param name name of the number
   * @param context what is known
   * @param series the number
   * @return the finding
   */
  public static FindingBuilder describe(
      FindingBuilder finding, String name, CheckContext context, Series series) {
    return finding
        .observed(name, series.last().value(), "")
        .limit(name + "_before", series.first().value(), "")
        .with("samples", series.count(), "samples")
        .with("window", context.seen().length());
  }
}
