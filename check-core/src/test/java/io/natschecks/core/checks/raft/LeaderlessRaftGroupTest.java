// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.RaftPeer;
import io.natschecks.api.snapshot.RaftState;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaderlessRaftGroupTest extends CheckContract {

  private static final UnaryOperator<RaftNode.Builder> LED = node -> node;
  private static final UnaryOperator<RaftNode.Builder> LEADERLESS =
      node -> node.leader(null).state(RaftState.CANDIDATE).term(7);

  @Override
  protected LeaderlessRaftGroup check() {
    return new LeaderlessRaftGroup();
  }

  @ParameterizedTest
  @CsvSource({
    ", true, FOLLOWER, true",
    "'', true, CANDIDATE, true",
    ", false, FOLLOWER, false",
    "yrzKKRBu, true, FOLLOWER, false"
  })
  void firesWithoutALeaderIfThereWasOne(
      String leader, boolean everHadLeader, RaftState state, boolean fires) {
    assertThat(
            tester()
                .run(
                    OrdersGroup.on(
                            "a2",
                            node -> node.leader(leader).everHadLeader(everHadLeader).state(state))
                        .snapshot()))
        .hasFindings(fires ? 1 : 0)
        .lookedAt(OrdersGroup.GROUPS);
  }

  @Test
  void threeReportersOfOneGroupAreOneFinding() {
    assertThat(tester().run(OrdersGroup.onAll(LEADERLESS).snapshot()))
        .onlyFinding()
        .hasMessage(
            "raft-group hub/ACME/S-R3F-ORDERS: no leader is known to a1, a2, a3 (it takes 2 of 3"
                + " members to elect one); it keeps stream ORDERS")
        .hasKey("OPT_SYS_009 raft-group/hub/ACME/S-R3F-ORDERS")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(1)
        .hasLimit(1)
        .hasEvidence("account", "ACME")
        .hasEvidence("group_name", "S-R3F-ORDERS")
        .hasEvidence("stream", "ORDERS")
        .hasEvidence("reported_by", "a1, a2, a3")
        .hasEvidence("cluster", "A")
        .hasEvidence("state", "CANDIDATE")
        .hasEvidence("term", 7)
        .hasEvidence("quorum_needed", 2)
        .hasEvidence("size", 3);
  }

  @Test
  void saysWhoLeadsIfOnlySomeHaveLostSightOfTheLeader() {
    assertThat(tester().run(OrdersGroup.on("a3", LEADERLESS).snapshot()))
        .onlyFinding()
        .hasEvidence("reported_by", "a3")
        .hasEvidence("led_by", "a1");
  }

  @Test
  void takesItsEvidenceFromTheHighestTerm() {
    RaftPeer peer = new RaftPeer("peer-a2", "a2", true, Duration.ofSeconds(90), 0);
    RaftPeer nameless = new RaftPeer("Xk3mP9qR", null, false, null, 0);

    assertThat(
            tester()
                .run(
                    OrdersGroup.onAll(LEADERLESS)
                        .raftNode(
                            "a3",
                            OrdersGroup.NAME,
                            node -> node.term(9).peers(List.of(nameless, peer)))
                        .snapshot()))
        .onlyFinding()
        .hasEvidence("term", 9)
        .hasEvidence("peers", "Xk3mP9qR, a2 (last seen 1m30s ago)");
  }

  @Test
  void findsTheMetaGroup() {
    assertThat(tester().run(Deployments.healthy().raftNode("a1", "_meta_", LEADERLESS).snapshot()))
        .findsExactly("raft-group hub/SYS/_meta_");
  }

  @Test
  void groupsOfOneNameInTwoDomainsAreTwo() {
    Snapshot elsewhere =
        OrdersGroup.onAll(LEADERLESS).server("a3", server -> server.domain("south")).snapshot();

    assertThat(tester().run(elsewhere))
        .findsExactly(OrdersGroup.LABEL, "raft-group south/ACME/S-R3F-ORDERS");
  }

  @Test
  void confirmationsWantTheStateInSnapshotsInARow() {
    Snapshot now = OrdersGroup.on("a2", LEADERLESS).snapshot();

    assertThat(
            tester()
                .with(LastingState.CONFIRMATIONS, 3L)
                .after(OrdersGroup.past("a2", LED, LEADERLESS, LEADERLESS))
                .run(now))
        .onlyFinding()
        .hasObserved(3)
        .hasLimit(3);
    assertThat(
            tester()
                .with(LastingState.CONFIRMATIONS, 3L)
                .after(OrdersGroup.past("a2", LEADERLESS, LED, LEADERLESS))
                .run(now))
        .passed();
  }

  @Test
  void catchingUpInBetweenDoesNotBreakTheRow() {
    assertThat(
            tester()
                .with(LastingState.CONFIRMATIONS, 3L)
                .after(
                    OrdersGroup.past(
                        "a2", LED, LEADERLESS, node -> LEADERLESS.apply(node).catchingUp(true)))
                .run(OrdersGroup.on("a2", LEADERLESS).snapshot()))
        .hasFindings(1);
  }

  @Test
  void aStateThatBeginsNowIsPassedForNow() {
    assertThat(
            tester()
                .with(LastingState.CONFIRMATIONS, 3L)
                .after(OrdersGroup.past("a2", LED, LED))
                .run(OrdersGroup.on("a2", LEADERLESS).snapshot()))
        .passed();
  }

  @Test
  void aStateThatIsOlderThanTheHistoryIsNotPassed() {
    assertThat(
            tester()
                .with(LastingState.CONFIRMATIONS, 3L)
                .after(OrdersGroup.past("a2", LEADERLESS))
                .run(OrdersGroup.on("a2", LEADERLESS).snapshot()))
        .findsNothing()
        .hasGap(OrdersGroup.LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void aServerThatWasRestartedBeginsAnew() {
    Snapshot before = OrdersGroup.past("a2", LEADERLESS).get(0);
    Snapshot restarted =
        DeploymentBuilder.from(before)
            .edit(
                all ->
                    all.raftNodes(
                        before.raftNodes().stream()
                            .map(node -> node.toBuilder().serverId("before").build())
                            .toList()))
            .snapshot();

    assertThat(
            tester()
                .with(LastingState.CONFIRMATIONS, 2L)
                .after(List.of(restarted))
                .run(OrdersGroup.on("a2", LEADERLESS).snapshot()))
        .findsNothing()
        .hasGap(OrdersGroup.LABEL, SkipReason.HISTORY_TOO_SHORT);
  }
}
