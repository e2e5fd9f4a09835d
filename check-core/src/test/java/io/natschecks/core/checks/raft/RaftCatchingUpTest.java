// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.CheckTester;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RaftCatchingUpTest extends CheckContract {

  private static final UnaryOperator<RaftNode.Builder> NO = node -> node;
  private static final UnaryOperator<RaftNode.Builder> YES = node -> node.catchingUp(true);

  @Override
  protected RaftCatchingUp check() {
    return new RaftCatchingUp();
  }

  @Test
  void firesForTheServerThatCatchesUpAndNotForItsLeader() {
    assertThat(
            tester()
                .run(
                    OrdersGroup.on(
                            "a2", node -> node.catchingUp(true).committed(5_000).applied(1_200))
                        .snapshot()))
        .onlyFinding()
        .hasMessage(
            "raft-group hub/ACME/S-R3F-ORDERS: a2 is catching up (applied 1,200, committed 5,000);"
                + " it keeps stream ORDERS")
        .hasKey("OPT_SYS_013 raft-group/hub/ACME/S-R3F-ORDERS server=a2")
        .hasSeverity(Severity.WARNING)
        .hasObserved(1)
        .hasLimit(1)
        .hasEvidence("state", "FOLLOWER")
        .hasEvidence("committed", 5_000)
        .hasEvidence("applied", 1_200)
        .hasEvidence("leader", "a1");
  }

  @Test
  void staysSilentForAServerThatTrailsAndIsNotCatchingUp() {
    assertThat(
            tester().run(OrdersGroup.on("a2", node -> node.committed(5_000).applied(0)).snapshot()))
        .passed()
        .lookedAt(OrdersGroup.NODES);
  }

  @Test
  void twoConfirmationsWantTwoSnapshotsInARow() {
    assertThat(afterTwoConfirmations(NO, YES)).onlyFinding().hasObserved(2).hasLimit(2);
  }

  @Test
  void aCatchUpThatBeganInThisSnapshotIsNotConfirmed() {
    assertThat(afterTwoConfirmations(NO, NO)).passed();
    assertThat(afterTwoConfirmations(YES, NO)).passed();
  }

  @Test
  void whatWasNeverSeenBeforeMayHaveLastedLongEnough() {
    assertThat(confirmed().run(OrdersGroup.on("a2", YES).snapshot()))
        .findsNothing()
        .lookedAt(OrdersGroup.NODES - 1)
        .hasGap(OrdersGroup.LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void oneConfirmationWantsNoPast() {
    assertThat(
            tester()
                .after(OrdersGroup.past("a2", NO, NO))
                .run(OrdersGroup.on("a2", YES).snapshot()))
        .hasFindings(1);
  }

  private CheckTester confirmed() {
    return tester().with(LastingState.CONFIRMATIONS, 2L);
  }

  @SafeVarargs
  private CheckResult afterTwoConfirmations(UnaryOperator<RaftNode.Builder>... past) {
    return confirmed()
        .after(List.copyOf(OrdersGroup.past("a2", past)))
        .run(OrdersGroup.on("a2", YES).snapshot());
  }
}
