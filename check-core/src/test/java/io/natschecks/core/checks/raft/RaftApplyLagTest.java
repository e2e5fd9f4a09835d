// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaftApplyLagTest extends CheckContract {

  @Override
  protected RaftApplyLag check() {
    return new RaftApplyLag();
  }

  @ParameterizedTest
  @CsvSource({
    "1100, 1000, false, false",
    "1101, 1000, false, true",
    "9000, 1000, true, false",
    "1000, 1001, false, false",
    "0, 0, false, false",
    "9223372036854775807, -9223372036854775808, false, false"
  })
  void firesAboveTheLagUnlessItIsCatchingUp(
      long committed, long applied, boolean catchingUp, boolean fires) {
    assertThat(
            tester()
                .run(
                    OrdersGroup.on(
                            "a2",
                            node ->
                                node.committed(committed).applied(applied).catchingUp(catchingUp))
                        .snapshot()))
        .hasFindings(fires ? 1 : 0)
        .lookedAt(OrdersGroup.NODES);
  }

  @Test
  void saysHowFarTheServerIsBehindAndWhatTheGroupKeeps() {
    assertThat(
            tester()
                .run(OrdersGroup.on("a2", node -> node.committed(1101).applied(1000)).snapshot()))
        .onlyFinding()
        .hasMessage(
            "raft-group hub/ACME/S-R3F-ORDERS: 101 of 1,101 committed entries not applied on a2"
                + " (reported above 100); it keeps stream ORDERS")
        .hasKey("OPT_SYS_007 raft-group/hub/ACME/S-R3F-ORDERS server=a2")
        .hasSeverity(Severity.WARNING)
        .hasObserved(101)
        .hasLimit(100)
        .hasEvidence("server", "a2")
        .hasEvidence("cluster", "A")
        .hasEvidence("account", "ACME")
        .hasEvidence("group_name", "S-R3F-ORDERS")
        .hasEvidence("stream", "ORDERS")
        .hasEvidence("state", "FOLLOWER")
        .hasEvidence("committed", 1101)
        .hasEvidence("applied", 1000);
  }

  @Test
  void namesTheConsumerOfAGroup() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .raftNode("a2", "C-R3F-ORDERS-ship", node -> node.committed(500).applied(0))
                        .snapshot()))
        .onlyFinding()
        .hasMessageContaining("it keeps consumer ship of stream ORDERS")
        .hasEvidence("stream", "ORDERS")
        .hasEvidence("consumer", "ship");
  }

  @Test
  void saysNoMoreThanItKnowsOfAGroupWhoseStreamIsNotKnown() {
    assertThat(
            tester()
                .run(
                    OrdersGroup.on("a2", node -> node.committed(1101).applied(1000))
                        .edit(all -> all.streams(java.util.List.of()))
                        .snapshot()))
        .onlyFinding()
        .hasMessage(
            "raft-group hub/ACME/S-R3F-ORDERS: 101 of 1,101 committed entries not applied on a2"
                + " (reported above 100)");
  }

  @Test
  void judgesEveryServerAndTheMetaGroupAlike() {
    assertThat(
            tester()
                .run(
                    OrdersGroup.onAll(node -> node.committed(500).applied(0))
                        .raftNode("a1", "_meta_", node -> node.committed(500).applied(0))
                        .snapshot()))
        .hasFindings(4);
  }

  @Test
  void followsItsParameter() {
    assertThat(
            tester()
                .with(RaftApplyLag.MAX_LAG, 101L)
                .run(OrdersGroup.on("a2", node -> node.committed(1101).applied(1000)).snapshot()))
        .findsNothing();
  }

  @Test
  void listsServersThatDoNotReportTheirGroups() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .missing(Section.RAFTZ, "a2", Coverage.Status.NOT_IN_RELEASE)
                        .snapshot()))
        .findsNothing()
        .hasGap("server A/a2", SkipReason.NOT_IN_RELEASE);
  }
}
