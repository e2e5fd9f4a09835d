// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A run of equal samples.
 *
 * @param value the value of each
 * @param from time of the first one
 * @param to time of the last one
 * @param samples how many there are, at least 1
 * @since 0.1
 */
public record Stretch(long value, Instant from, Instant to, long samples) {

  public Stretch {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }

  /**
   * How many of its samples were taken after a point in time.
   *
   * @param time the time
   * @return the number; reckoned as if they were evenly spread where the time lies between the
   *     first and the last
   */
  public long samplesAfter(Instant time) {
    if (from.isAfter(time)) {
      return samples;
    }
    if (!to.isAfter(time)) {
      return 0;
    }
    double after = Duration.between(time, to).toMillis();
    double length = Duration.between(from, to).toMillis();
    return Math.max(1, (long) Math.ceil((samples - 1) * after / length));
  }
}
