// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.core.checks.consumer.Ship.ledBy;
import static io.natschecks.core.checks.consumer.Ship.offline;
import static io.natschecks.core.checks.consumer.Ship.online;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OfflineConsumerReplicasTest extends CheckContract {

  @Override
  protected OfflineConsumerReplicas check() {
    return new OfflineConsumerReplicas();
  }

  @Test
  void saysWhichReplicaIsOffline() {
    assertThat(tester().run(ledBy("a1", offline("a2"), online("a3")).snapshot()))
        .lookedAt(6)
        .onlyFinding()
        .hasKey("CONSUMER_001 consumer/hub/ACME/ORDERS/ship peer=a2")
        .hasSeverity(Severity.CRITICAL)
        .hasMessage("consumer ACME/ORDERS/ship: its replica on a2 is offline, last heard 40s ago")
        .hasEvidence("peer", "a2")
        .hasEvidence("peer_id", "peer-a2")
        .hasEvidence("last_contact", "40s")
        .hasEvidence("leader", "a1");
  }

  @Test
  void findsEachOfTwo() {
    assertThat(tester().run(ledBy("a1", offline("a2"), offline("a3")).snapshot())).hasFindings(2);
  }

  @Test
  void staysSilentWhereNobodyIsOffline() {
    assertThat(tester().run(ledBy("a1", online("a2"), online("a3")).snapshot())).passed();
  }

  @Test
  void doesNotBelieveAFollower() {
    assertThat(
            tester()
                .run(
                    ledBy("a3", offline("a1"), offline("a2"))
                        .consumer(Ship.ORDERS, "ship", ship -> ship.serverName("a1"))
                        .snapshot()))
        .findsNothing()
        .lookedAt(5)
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void passesAConsumerOfAStandaloneServer() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .consumer(Ship.ORDERS, "ship", ship -> ship.cluster(null))
                        .snapshot()))
        .passed();
  }

  @Test
  void namesAPeerOfUnknownNameByItsId() {
    Replica unknown = new Replica("44jzkV9D", "44jzkV9D", false, true, Duration.ZERO, 0);

    assertThat(tester().run(ledBy("a1", unknown, online("a3")).snapshot()))
        .onlyFinding()
        .hasMessage(
            "consumer ACME/ORDERS/ship: its replica on 44jzkV9D is offline, never heard by its"
                + " leader");
  }
}
