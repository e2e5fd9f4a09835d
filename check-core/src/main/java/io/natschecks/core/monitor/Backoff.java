// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait for a deployment that does not answer: the interval at first, and twice as long
 * each time. A part of it is left to chance, so that many monitors do not ask all at once.
 *
 * @param first the wait after the first failure
 * @param longest the longest wait; no shorter than the first
 * @param chance numbers from 0 to 1
 */
record Backoff(Duration first, Duration longest, DoubleSupplier chance) {

  private static final int MOST_DOUBLINGS = 20;
  private static final double LEFT_TO_CHANCE = 0.2;

  Duration after(int failures) {
    double doubled = first.toMillis() * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
    double bounded = Math.min(doubled, (double) longest.toMillis());
    return Duration.ofMillis((long) (bounded * (1 - LEFT_TO_CHANCE * chance.getAsDouble())));
  }
}
