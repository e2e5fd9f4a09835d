// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.core.checks.jetstream.Orders.follower;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamQuorumLostTest extends CheckContract {

  @Override
  protected StreamQuorumLost check() {
    return new StreamQuorumLost();
  }

  @ParameterizedTest
  @CsvSource({"3, 2, true", "3, 1, false", "5, 3, true", "5, 2, false", "2, 1, true", "4, 2, true"})
  void firesWhenNoMoreThanHalfOfTheMembersAreLeft(int replicas, int offline, boolean fires) {
    assertThat(run(group(replicas, offline))).hasFindings(fires ? 1 : 0).lookedAt(4 - 1);
  }

  @Test
  void saysWhoIsOfflineAndWhoSaysSo() {
    assertThat(run(group(3, 2)))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: 1 of 3 members online, 2 needed for a quorum; offline: m1, m2")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(1)
        .hasLimit(2)
        .hasEvidence("members", 3)
        .hasEvidence("offline_peers", "m1, m2")
        .hasEvidence("leader", "a1")
        .hasEvidence("seen_by", "a1");
  }

  @Test
  void leavesOutAStreamOfOneReplica() {
    assertThat(
            run(
                Orders.healthy()
                    .config(config -> config.replicas(1))
                    .withoutViewsOf("a2", "a3")
                    .followers()))
        .findsNothing()
        .lookedAt(2);
  }

  @Test
  void believesTheLeaderRatherThanAFollower() {
    assertThat(
            run(
                Orders.healthy()
                    .cluster(
                        "a2",
                        cluster ->
                            new ClusterInfo(
                                "A",
                                "a1",
                                null,
                                List.of(Orders.offline("a1"), Orders.offline("a3"))))))
        .findsNothing();
  }

  @Test
  void firesForTheOnlySurvivorOfThreeThatListsAll() {
    assertThat(
            run(
                Orders.healthy()
                    .leaderless(follower("a1"), Orders.offline("a2"), Orders.offline("a3"))
                    .withoutViewsOf("a2", "a3")))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: 1 of 3 members online, 2 needed for a quorum; offline: a2, a3")
        .hasEvidence("leader", "none")
        .hasEvidence("seen_by", "a1")
        .hasEvidence("offline_peers", "a2, a3");
  }

  @Test
  void believesAMemberThatAnswersRatherThanOneThatCallsItOffline() {
    assertThat(
            run(
                Orders.healthy()
                    .leaderless(Orders.offline("a1"), Orders.offline("a2"), Orders.offline("a3"))))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeALeaderlessGroupOfWhichEnoughMembersMayBeThere() {
    assertThat(
            run(
                Orders.healthy()
                    .leaderless(follower("a1"), follower("a2"), Orders.offline("a3"))
                    .withoutViewsOf("a2", "a3")))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void saysThatAServerIsSilentWhereItMayBeTheLeader() {
    assertThat(
            run(
                Orders.healthy()
                    .withoutViewsOf("a1")
                    .deployment(
                        all -> all.missing(Section.JSZ_STREAMS, "a1", Coverage.Status.TIMED_OUT))))
        .findsNothing()
        .hasGap(LABEL, SkipReason.TIMED_OUT);
  }

  @Test
  void countsAMemberOnceWhoseNameOnlySomeSurvivorsKnow() {
    Replica nameless =
        new Replica("Server name unknown (peerID: peer-m5)", "peer-m5", false, true, null, 0);
    Replica[] others = {follower("a1"), follower("a2"), follower("a3"), Orders.offline("m4")};
    Orders orders =
        Orders.healthy()
            .config(config -> config.replicas(5))
            .leaderless(others[0], others[1], others[2], others[3], Orders.offline("m5"))
            .cluster(
                "a1",
                cluster ->
                    new ClusterInfo(
                        "A",
                        null,
                        null,
                        List.of(others[0], others[1], others[2], others[3], nameless)));

    assertThat(run(orders)).findsNothing().hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotPassByTheWordOfASurvivorThatWasStartedAgainAndClaimsToLead() {
    assertThat(run(Orders.healthy().followers().withoutViewsOf("a2", "a3")))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void countsMembersWhereTheConfigurationIsNotKnown() {
    assertThat(run(group(3, 2).withoutConfig())).findsExactly(LABEL);
  }

  @Test
  void needsMoreMembersWhileTheStreamMoves() {
    Orders moving =
        Orders.healthy()
            .followers(
                follower("a2"),
                follower("a3"),
                follower("b1"),
                Orders.offline("b2"),
                Orders.offline("b3"));

    assertThat(run(moving)).findsNothing();
  }

  /** Led by a1, with followers of which the first are offline. */
  private static Orders group(int replicas, int offline) {
    Replica[] followers = new Replica[replicas - 1];
    for (int i = 1; i < replicas; i++) {
      followers[i - 1] = i <= offline ? Orders.offline("m" + i) : follower("m" + i);
    }
    return Orders.healthy().config(config -> config.replicas(replicas)).followers(followers);
  }

  private CheckResult run(Orders orders) {
    return tester().run(orders.snapshot());
  }
}
