// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import java.time.Duration;

/** The end of the time that a snapshot may take. It does not depend on the wall clock. */
public final class Deadline {

  private final long start;
  private final long nanos;

  private Deadline(Duration time) {
    this.start = System.nanoTime();
    // A longer time than this cannot be told from no deadline, and would overflow.
    this.nanos =
        Math.min(time.toSeconds(), Duration.ofDays(365).toSeconds()) * 1_000_000_000L
            + time.toNanosPart();
  }

  /** Starts now. */
  public static Deadline in(Duration time) {
    return new Deadline(time);
  }

  /** A part of what is left. */
  Deadline part(int share, int of) {
    return in(remaining().multipliedBy(share).dividedBy(of));
  }

  /** Time since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Whether the time is over. */
  public boolean isOver() {
    return remaining().isZero();
  }

  /** What is left, never negative. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanos - (System.nanoTime() - start)));
  }

  /** A time, cut to what is left. */
  Duration atMost(Duration time) {
    Duration remaining = remaining();
    return remaining.compareTo(time) < 0 ? remaining : time;
  }
}
