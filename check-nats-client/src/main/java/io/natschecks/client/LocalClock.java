// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Says when a length of time is over, by whichever of two clocks goes ahead: that of the process
 * cannot be set, and that of the day goes on while a machine sleeps.
 */
final class LocalClock {

  private final Clock day;
  private final LongSupplier nanos;

  LocalClock(Clock day) {
    this(day, System::nanoTime);
  }

  LocalClock(Clock day, LongSupplier nanos) {
    this.day = day;
    this.nanos = nanos;
  }

  record Moment(Instant day, long nanos) {}

  Moment in(Duration length) {
    return new Moment(day.instant().plus(length), nanos.getAsLong() + length.toNanos());
  }

  boolean isPast(Moment moment) {
    return nanos.getAsLong() - moment.nanos() >= 0 || !day.instant().isBefore(moment.day());
  }
}
