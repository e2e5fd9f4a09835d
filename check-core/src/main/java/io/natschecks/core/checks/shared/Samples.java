// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.Display;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;

/** How many samples it takes to judge an entity. */
public final class Samples {

  private Samples() {}

  /**
   * Says whether there are enough, and lists the entity if there are not.
   *
   * @param series the samples
   * @param least fewest samples
   * @param verdict what is said of the entity
   * @return false if nothing can be said
   */
  public static boolean areEnough(Series series, long least, Verdict<?> verdict) {
    if (series.count() >= least) {
      return true;
    }
    verdict.skip(
        SkipReason.HISTORY_TOO_SHORT,
        Display.count(series.count(), "sample")
            + " of the "
            + Display.count(least)
            + " that it takes");
    return false;
  }
}
