// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamState;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class StreamByteLimitTest extends StreamLimitContract {

  @Override
  protected StreamByteLimit check() {
    return new StreamByteLimit();
  }

  @Override
  UnaryOperator<StreamConfig.Builder> limit(long limit) {
    return config -> config.maxBytes(Limit.positiveFromServer(limit));
  }

  @Override
  UnaryOperator<StreamState> held(long amount) {
    return Orders.bytes(amount);
  }

  @Test
  void saysHowMuchIsUsed() {
    assertThat(run(95, 100))
        .onlyFinding()
        .hasMessage("stream ACME/ORDERS: 95 B of 100 B in use (95.0 percent, reported from 90)")
        .hasSeverity(Severity.WARNING)
        .hasObserved(95)
        .hasLimit(100)
        .hasEvidence("bytes", 95)
        .hasEvidence("max_bytes", 100)
        .hasEvidence("percent", "95.0 percent")
        .hasEvidence("discard", "old");
  }

  @Test
  void leavesOutStreamsWithoutTheLimit() {
    assertThat(run(1_000, -1)).lookedAt(4);
  }
}
