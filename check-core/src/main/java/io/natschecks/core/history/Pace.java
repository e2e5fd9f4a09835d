// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

/**
 * What the next segment of a steady value would be like, reckoned from the one before. Only the
 * difference is written, which is small for what goes on as it did. Overflows do no harm: what
 * writes and what reads reckon the same.
 */
final class Pace {

  private long last;
  private long rise;
  private long steps;

  long first() {
    return last + (steps == 0 ? 0 : rise / steps);
  }

  long rise(long count) {
    long next = count - 1;
    return steps == 0 ? 0 : rise / steps * next + rise % steps * next / steps;
  }

  void follow(Segment segment) {
    last = segment.last;
    rise = segment.last - segment.first;
    steps = segment.count - 1;
  }
}
