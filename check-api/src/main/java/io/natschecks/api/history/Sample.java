// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import java.time.Instant;
import java.util.Objects;

/**
 * One value of a series.
 *
 * @param time time of the snapshot
 * @param value the value in it
 * @since 0.1
 */
public record Sample(Instant time, long value) {

  public Sample {
    Objects.requireNonNull(time, "time");
  }
}
