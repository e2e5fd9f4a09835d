// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.core.checks.consumer.Ship.group;
import static io.natschecks.core.checks.consumer.Ship.leaderless;
import static io.natschecks.core.checks.consumer.Ship.ledBy;
import static io.natschecks.core.checks.consumer.Ship.offline;
import static io.natschecks.core.checks.consumer.Ship.online;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumerQuorumLostTest extends CheckContract {

  @Override
  protected ConsumerQuorumLost check() {
    return new ConsumerQuorumLost();
  }

  @ParameterizedTest
  @CsvSource({"3,2,1", "3,1,0", "3,0,0", "2,1,1", "4,2,1", "4,1,0", "5,2,0", "5,3,1", "1,1,0"})
  void firesWhenFewerMembersAreOnlineThanNeeded(int replicas, int offline, int findings) {
    DeploymentBuilder deployment = ledBy("a1", followers(Math.max(1, replicas - 1), offline));

    assertThat(run(deployment, replicas, replicas)).hasFindings(findings);
    assertThat(run(deployment, 0, replicas)).hasFindings(findings);
  }

  @Test
  void saysWhoIsOffline() {
    assertThat(tester().run(ledBy("a1", offline("a2"), offline("a3")).snapshot()))
        .onlyFinding()
        .hasKey("CONSUMER_003 consumer/hub/ACME/ORDERS/ship")
        .hasSeverity(Severity.CRITICAL)
        .hasMessage(
            "consumer ACME/ORDERS/ship: 1 of 3 members online, 2 needed for a quorum; offline: a2,"
                + " a3")
        .hasObserved(1)
        .hasLimit(2)
        .hasEvidence("members", 3)
        .hasEvidence("offline_peers", "a2, a3")
        .hasEvidence("leader", "a1")
        .hasEvidence("seen_by", "a1")
        .hasEvidence("members_heard", 1);
  }

  @ParameterizedTest
  @CsvSource({"2,0", "3,1"})
  void countsOldAndNewMembersWhileAConsumerMoves(int offline, int findings) {
    assertThat(run(ledBy("a1", followers(5, offline)), 0, 3)).hasFindings(findings);
  }

  @Test
  void leavesOutConsumersWithoutReplicas() {
    assertThat(run(ledBy("a1"), 1, 3)).passed().lookedAt(4);
  }

  @Test
  void believesTheOnlySurvivorOfAGroupWithoutALeader() {
    assertThat(
            tester()
                .run(
                    leaderless(group(null, online("a1"), offline("a2"), offline("a3"))).snapshot()))
        .onlyFinding()
        .hasMessageContaining("1 of 3 members online")
        .hasEvidence("leader", "none")
        .hasEvidence("seen_by", "a1")
        .hasEvidence("members_heard", 1);
  }

  @Test
  void cannotTellAfterACrashUntilMembersAreMarkedOffline() {
    assertThat(
            tester()
                .run(leaderless(group(null, online("a1"), online("a2"), online("a3"))).snapshot()))
        .findsNothing()
        .lookedAt(4)
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotTellFromFollowersOfALeaderWhoIsSilent() {
    assertThat(
            tester()
                .run(
                    leaderless(
                            group("a3", offline("a2"), online("a3")),
                            group("a3", online("a1"), online("a3")))
                        .snapshot()))
        .findsNothing()
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void believesWhoSeesAMemberOnline() {
    assertThat(
            tester()
                .run(
                    leaderless(
                            group(null, online("a1"), offline("a2"), offline("a3")),
                            group(null, online("a1"), online("a2"), offline("a3")))
                        .snapshot()))
        .findsNothing()
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void countsAMemberThatIsListedTwiceOnce() {
    assertThat(tester().run(ledBy("a1", offline("a2"), offline("a2"), online("a3")).snapshot()))
        .passed();
  }

  @Test
  void cannotTellWithoutConfigurationUnlessAllMembersAreOnline() {
    assertThat(tester().run(unconfigured(ledBy("a1", online("a2"), online("a3"))))).passed();
    assertThat(tester().run(unconfigured(ledBy("a1", offline("a2"), offline("a3")))))
        .findsNothing()
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotBelieveALeaderThatListsNoFollowers() {
    assertThat(run(ledBy("a1"), 0, 3)).findsNothing().hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void namesTheServersThatDidNotSay() {
    assertThat(
            tester()
                .run(
                    ledBy("a1", online("a2"), online("a3"))
                        .missing(Section.JSZ_CONSUMERS, "a2", Coverage.Status.TIMED_OUT)
                        .silent("b3")
                        .snapshot()))
        .passed()
        .hasGap("server A/a2", SkipReason.TIMED_OUT)
        .hasGap("server b3", SkipReason.TIMED_OUT);
  }

  private CheckResult run(DeploymentBuilder deployment, int ofConsumer, int ofStream) {
    return tester()
        .run(
            DeploymentBuilder.from(deployment.snapshot())
                .streamConfig(Ship.ORDERS, stream -> stream.replicas(ofStream))
                .consumerConfig(Ship.ORDERS, "ship", ship -> ship.replicas(ofConsumer))
                .snapshot());
  }

  private static Snapshot unconfigured(DeploymentBuilder deployment) {
    return deployment.consumer(Ship.ORDERS, "ship", ship -> ship.config(null)).snapshot();
  }

  private static Replica[] followers(int count, int offline) {
    List<Replica> followers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      followers.add(i < offline ? offline("p" + i) : online("p" + i));
    }
    return followers.toArray(Replica[]::new);
  }
}
