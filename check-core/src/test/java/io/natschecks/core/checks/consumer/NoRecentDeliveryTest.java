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

class NoRecentDeliveryTest extends TimeThresholdContract {

  @Override
  protected NoRecentDelivery check() {
    return new NoRecentDelivery();
  }

  @Override
  protected String key() {
    return "io.nats.monitor.last-delivery-critical";
  }

  @Override
  protected Consumer.Builder lastAt(Consumer.Builder consumer, @Nullable Instant time) {
    return consumer.lastDelivered(time);
  }

  @Test
  void saysForHowLong() {
    assertThat(tester().run(carrying("true", "5m", ago(Duration.ofMinutes(65)))))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasMessage("consumer ACME/ORDERS/ship: last delivered 1h5m ago (reported from 5m0s)")
        .hasObserved(3_900)
        .hasLimit(300)
        .hasEvidence("last_delivery", "2026-02-01T10:55:00Z")
        .hasEvidence("num_pending", 20)
        .hasEvidence("num_ack_pending", 20)
        .hasEvidence("paused", "no");
  }
}
