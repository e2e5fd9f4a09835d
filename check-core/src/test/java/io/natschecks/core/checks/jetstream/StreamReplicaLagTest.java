// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamReplicaLagTest extends CheckContract {

  @Override
  protected StreamReplicaLag check() {
    return new StreamReplicaLag();
  }

  @ParameterizedTest
  @CsvSource({"900, false", "899, true", "0, false", "1001, false"})
  void firesWhenAReplicaTrailsByMoreThanTenPercent(long replica, boolean fires) {
    assertThat(
            run(
                Orders.healthy()
                    .holding(Orders.lastSequence(1_000))
                    .holding("a2", Orders.lastSequence(replica))))
        .hasFindings(fires ? 1 : 0);
  }

  @Test
  void saysWhichReplicaTrails() {
    assertThat(
            run(
                Orders.healthy()
                    .holding(Orders.lastSequence(1_000))
                    .holding("a2", Orders.lastSequence(800))))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: replica on a2 is at sequence 800, the leader at 1,000"
                + " (20.0 percent behind, reported above 10)")
        .hasKey("JETSTREAM_001 stream/hub/ACME/ORDERS peer=a2")
        .hasSeverity(Severity.WARNING)
        .hasObserved(20)
        .hasLimit(10)
        .hasEvidence("peer", "a2")
        .hasEvidence("peer_last_sequence", 800)
        .hasEvidence("leader", "a1")
        .hasEvidence("leader_last_sequence", 1_000);
  }

  @ParameterizedTest
  @CsvSource({"15, false", "14, true"})
  void takesNewsThatHaveNotArrivedYetForNoLag(long replica, boolean fires) {
    Snapshot before = Orders.healthy().holding(Orders.lastSequence(15)).snapshot();

    assertThat(
            tester()
                .previous(before)
                .run(
                    Orders.healthy()
                        .holding(Orders.lastSequence(18))
                        .holding("a2", Orders.lastSequence(replica))
                        .snapshot()))
        .hasFindings(fires ? 1 : 0);
  }

  @Test
  void cannotJudgeAStreamThatIsYoungerThanTheSnapshotBefore() {
    Snapshot before = Deployments.healthy(Duration.ofDays(-1_000)).snapshot();

    assertThat(
            tester()
                .previous(before)
                .run(
                    Orders.healthy()
                        .holding(Orders.lastSequence(18))
                        .holding("a2", Orders.lastSequence(15))
                        .snapshot()))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void givesAFindingForEachReplica() {
    assertThat(
            run(
                Orders.healthy()
                    .holding(Orders.lastSequence(100))
                    .holding("a1", Orders.lastSequence(1_000))))
        .findsExactly(LABEL, LABEL);
  }

  @Test
  void leavesOutAStreamThatNeverHeldAnything() {
    assertThat(run(Orders.healthy().holding(Orders.lastSequence(0)))).findsNothing().lookedAt(4);
  }

  @Test
  void cannotJudgeAStreamWithoutALeader() {
    assertThat(run(Orders.healthy().holding("a2", Orders.lastSequence(1)).leaderless()))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void comparesWithOneLeaderWhenTwoClaimToLead() {
    Orders orders =
        Orders.healthy()
            .holding(Orders.lastSequence(1_000))
            .holding("a2", Orders.lastSequence(500))
            .cluster("a2", cluster -> new ClusterInfo("A", "a2", null, cluster.replicas()));

    assertThat(run(orders)).onlyFinding().hasEvidence("leader", "a1");
  }

  @Test
  void cannotJudgeAReplicaThatIsInNoAnswer() {
    assertThat(run(Orders.healthy().withoutViewsOf("a3")))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void reportsOneReplicaThoughAnotherIsInNoAnswer() {
    assertThat(run(Orders.healthy().holding("a2", Orders.lastSequence(1)).withoutViewsOf("a3")))
        .findsExactly(LABEL)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Property(tries = 100)
  void scalingAllSequencesNeverChangesTheVerdict(
      @ForAll @LongRange(min = 1, max = 2_000) long replica,
      @ForAll @LongRange(min = 1, max = 1_000_000_000L) long factor) {
    assertThat(run(leaderAt(1_000 * factor, replica * factor)))
        .hasFindings(run(leaderAt(1_000, replica)).findingCount());
  }

  private static Orders leaderAt(long leader, long replica) {
    return Orders.healthy()
        .holding(Orders.lastSequence(leader))
        .holding("a2", Orders.lastSequence(replica));
  }

  private CheckResult run(Orders orders) {
    return tester().run(orders.snapshot());
  }
}
