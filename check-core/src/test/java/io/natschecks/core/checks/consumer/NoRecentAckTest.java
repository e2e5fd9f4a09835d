// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Consumer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoRecentAckTest extends TimeThresholdContract {

  @Override
  protected NoRecentAck check() {
    return new NoRecentAck();
  }

  @Override
  protected String key() {
    return "io.nats.monitor.last-ack-critical";
  }

  @Override
  protected Consumer.Builder lastAt(Consumer.Builder consumer, @Nullable Instant time) {
    return consumer.lastAcknowledged(time);
  }

  @Test
  void saysForHowLong() {
    assertThat(tester().run(carrying("true", "5m", ago(Duration.ofMinutes(65)))))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasMessage("consumer ACME/ORDERS/ship: last acknowledged 1h5m ago (reported from 5m0s)")
        .hasObserved(3_900)
        .hasLimit(300)
        .hasEvidence("last_ack", "2026-02-01T10:55:00Z")
        .hasEvidence("num_ack_pending", 20)
        .hasEvidence("ack_wait", "30s");
  }
}
