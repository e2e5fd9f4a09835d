// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import java.time.Duration;

/** Lengths of time as numbers. */
public final class Seconds {

  private Seconds() {}

  /**
   * A length of time in seconds; no length is too long for it.
   *
   * @param length the length
   * @return the seconds with their fraction
   */
  public static double of(Duration length) {
    return length.getSeconds() + length.getNano() / 1e9;
  }
}
