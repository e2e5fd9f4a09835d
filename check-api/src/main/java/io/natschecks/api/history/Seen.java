// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of its window a history has seen. The first snapshot is the same for all that is
 * followed: what has no sample there is younger, or was not seen then.
 *
 * @param first time of the first snapshot that is remembered; null if there is none
 * @param last time of the last one; null if there is none
 * @param snapshots how many were taken, the first and the last included
 * @param longestGap longest time between two neighbours; zero with fewer than two
 * @since 0.1
 */
public record Seen(
    @Nullable Instant first, @Nullable Instant last, long snapshots, Duration longestGap) {

  /** Nothing. */
  public static final Seen NOTHING = new Seen(null, null, 0, Duration.ZERO);

  /**
   * How far it reaches back.
   *
   * @return the time between the first and the last snapshot; zero with fewer than two
   */
  public Duration length() {
    return first == null || last == null ? Duration.ZERO : Duration.between(first, last);
  }

  /**
   * Says whether it reaches back far enough.
   *
   * @param length how far
   * @return true if the first snapshot is at least this old
   */
  public boolean covers(Duration length) {
    return first != null && length().compareTo(length) >= 0;
  }

  /**
   * When it will reach back far enough, if snapshots go on.
   *
   * @param length how far
   * @return the time, in the past if it does already; null as long as nothing was seen
   */
  public @Nullable Instant coversFrom(Duration length) {
    return first == null ? null : first.plus(length);
  }
}
