// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Consumer;
import org.junit.jupiter.api.Test;

class OutstandingAcksTest extends CountThresholdContract {

  @Override
  protected OutstandingAcks check() {
    return new OutstandingAcks();
  }

  @Override
  protected String key() {
    return "io.nats.monitor.outstanding-ack-critical";
  }

  @Override
  protected Consumer.Builder counting(Consumer.Builder consumer, int count) {
    return consumer.ackPending(count);
  }

  @Test
  void saysHowMany() {
    assertThat(tester().run(carrying("true", "100", ship -> counting(ship, 1_234))))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasMessage(
            "consumer ACME/ORDERS/ship: 1,234 messages delivered and not acknowledged (reported from 100)")
        .hasObserved(1_234)
        .hasLimit(100)
        .hasEvidence("num_ack_pending", 1_234)
        .hasEvidence("max_ack_pending", "1000")
        .hasEvidence("ack_wait", "30s");
  }
}
