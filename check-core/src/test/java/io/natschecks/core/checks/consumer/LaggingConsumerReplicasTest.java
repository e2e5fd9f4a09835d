// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.core.checks.consumer.Ship.lagging;
import static io.natschecks.core.checks.consumer.Ship.ledBy;
import static io.natschecks.core.checks.consumer.Ship.online;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.testkit.CheckContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaggingConsumerReplicasTest extends CheckContract {

  @Override
  protected LaggingConsumerReplicas check() {
    return new LaggingConsumerReplicas();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1000,0", "1001,1", "9223372036854775807,1"})
  void firesWhenAReplicaLagsByMoreThanTheLimit(long lag, int findings) {
    assertThat(tester().run(ledBy("a1", lagging("a2", lag), online("a3")).snapshot()))
        .hasFindings(findings);
  }

  @Test
  void saysHowFarWhichReplicaIsBehind() {
    assertThat(tester().run(ledBy("a1", lagging("a2", 1_001), online("a3")).snapshot()))
        .onlyFinding()
        .hasKey("CONSUMER_002 consumer/hub/ACME/ORDERS/ship peer=a2")
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "consumer ACME/ORDERS/ship: its replica on a2 is 1,001 operations behind (reported"
                + " above 1,000)")
        .hasObserved(1_001)
        .hasLimit(1_000)
        .hasEvidence("peer", "a2")
        .hasEvidence("leader", "a1");
  }

  @Test
  void leavesOfflineReplicasToAnotherCheck() {
    Replica offline = new Replica("a2", "peer-a2", false, true, Duration.ofMinutes(9), 50_000);

    assertThat(tester().run(ledBy("a1", offline, online("a3")).snapshot())).passed();
  }

  @Test
  void doesNotBelieveAFollower() {
    assertThat(
            tester()
                .run(
                    ledBy("a3", lagging("a2", 5_000))
                        .consumer(Ship.ORDERS, "ship", ship -> ship.serverName("a1"))
                        .snapshot()))
        .findsNothing()
        .notLookedAt(1);
  }

  @Test
  void followsItsParameter() {
    assertThat(
            tester()
                .with(LaggingConsumerReplicas.MAX_LAG, 10L)
                .run(ledBy("a1", lagging("a2", 11), lagging("a3", 10)).snapshot()))
        .hasFindings(1);
  }
}
