// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.CheckContext;
import io.natschecks.api.history.Series;
import java.time.Duration;

/** How long the history follows something. */
public final class Followed {

  private Followed() {}

  /**
   * Says whether samples fill the window of the history. Samples older than the window are dropped,
   * so that it is full when one more before the first would lie outside.
   *
   * @param context the evaluation
   * @param series the samples
   * @return false with fewer than two samples
   */
  public static boolean forWholeWindow(CheckContext context, Series series) {
    if (series.size() < 2) {
      return false;
    }
    Duration step = Duration.between(series.timeAt(0), series.timeAt(1));
    return series.span().plus(step).compareTo(context.window()) >= 0;
  }
}
