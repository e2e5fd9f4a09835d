// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import io.natschecks.api.history.Series;
import io.natschecks.api.history.Trend;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a value approaches a bound, and when it will be there. */
record Approach(Trend trend, Instant at) {

  /** Null if the series ends before this snapshot, or has no clear trend towards the bound. */
  static @Nullable Approach of(CheckContext context, Series series, double bound) {
    Trend trend = series.endsAt(context.now()) && mayReach(series, bound) ? Trend.of(series) : null;
    Instant at = trend == null ? null : trend.reaches(bound);
    return trend == null || at == null ? null : new Approach(trend, at);
  }

  /** Rejects what stands still before any slope is reckoned: there may be a million of them. */
  private static boolean mayReach(Series series, double bound) {
    long now = series.valueAt(series.size() - 1);
    return bound > now ? series.min() < now : bound < now && series.max() > now;
  }
}
