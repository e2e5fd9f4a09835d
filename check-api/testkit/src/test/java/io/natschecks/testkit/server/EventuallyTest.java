// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {

  @Test
  void looksAgainUntilTheConditionHolds() {
    AtomicInteger looks = new AtomicInteger();
    Eventually.until("three looks", Duration.ofSeconds(10), () -> looks.incrementAndGet() == 3);
    assertThat(looks).hasValue(3);
  }

  @Test
  void saysWhatDidNotHappen() {
    assertThatThrownBy(() -> Eventually.until("a wonder", Duration.ofMillis(50), () -> false))
        .isInstanceOf(AssertionError.class)
        .hasMessage("not within 50 ms: a wonder");
  }

  @Test
  void showsTheLastException() {
    assertThatThrownBy(
            () ->
                Eventually.until(
                    "an answer",
                    Duration.ofMillis(50),
                    () -> {
                      throw new IOException("refused");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("refused")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void endsWhenTheThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Eventually.until("a wonder", Duration.ofHours(1), () -> false))
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }
}
