// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import java.time.Duration;
import java.time.Instant;

/** The time in the healthy deployment, and the counters that rise with it. */
record HealthyClock(Instant now) {

  /** When every server was started. */
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  static HealthyClock after(Duration later) {
    return new HealthyClock(Deployments.NOW.plus(later));
  }

  /** A counter that rises evenly since the start. */
  long count(double perSecond) {
    return (long) (Duration.between(START, now).toSeconds() * perSecond);
  }
}
