// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeenTest {

  private static final Instant START = ListedSamples.START;
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void coversNothingBeforeTheFirstSnapshot() {
    assertThat(Seen.NOTHING.length()).isZero();
    assertThat(Seen.NOTHING.covers(Duration.ZERO)).isFalse();
    assertThat(Seen.NOTHING.coversFrom(HOUR)).isNull();
  }

  @Test
  void coversTheTimeBetweenItsFirstAndItsLastSnapshot() {
    Seen seen = new Seen(START, START.plus(HOUR), 61, Duration.ofMinutes(1));

    assertThat(seen.length()).isEqualTo(HOUR);
    assertThat(seen.covers(HOUR)).isTrue();
    assertThat(seen.covers(HOUR.plusNanos(1))).isFalse();
  }

  @Test
  void saysWhenItWillCoverMore() {
    Seen seen = new Seen(START, START.plus(HOUR), 61, Duration.ofMinutes(1));

    assertThat(seen.coversFrom(Duration.ofHours(24))).isEqualTo(START.plus(Duration.ofHours(24)));
  }
}
