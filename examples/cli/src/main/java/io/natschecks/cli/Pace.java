// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import java.time.Duration;
import java.time.Instant;

/** Says when a watch goes on, and when it ends. */
interface Pace {

  /** The time. */
  Instant now();

  /**
   * Waits.
   *
   * @throws InterruptedException if it is time to end
   */
  void sleep(Duration length) throws InterruptedException;

  /** Whether there is to be another round. */
  boolean goesOn();
}
