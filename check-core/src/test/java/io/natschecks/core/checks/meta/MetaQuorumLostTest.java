// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import static io.natschecks.core.checks.meta.MetaSnapshots.group;
import static io.natschecks.core.checks.meta.MetaSnapshots.of;
import static io.natschecks.core.checks.meta.MetaSnapshots.offline;
import static io.natschecks.core.checks.meta.MetaSnapshots.online;
import static io.natschecks.core.checks.meta.MetaSnapshots.view;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.testkit.CheckContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaQuorumLostTest extends CheckContract {

  @Override
  protected MetaQuorumLost check() {
    return new MetaQuorumLost();
  }

  @ParameterizedTest
  @CsvSource({"3,2,1", "3,1,0", "4,2,1", "5,2,0", "5,3,1", "1,0,0"})
  void firesWhenFewerPeersAreOnlineThanNeeded(int size, int offline, int findings) {
    assertThat(tester().run(group(size, offline))).hasFindings(findings).lookedAt(1);
  }

  @Test
  void saysWhoIsOffline() {
    assertThat(tester().run(group(3, 2)))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasMessage("meta-cluster hub: 1 of 3 peers online, 2 needed for a quorum; offline: n2, n3")
        .hasObserved(1)
        .hasLimit(2)
        .hasEvidence("offline_peers", "n2, n3")
        .hasEvidence("members", 3)
        .hasEvidence("leader", "none");
  }

  @Test
  void cannotTellAfterACrashUntilMembersAreMarkedOffline() {
    assertThat(tester().run(of(view("n1", null, 3, online("n1"), online("n2"), online("n3")))))
        .skipped(SkipReason.NOT_EVALUABLE)
        .hasGap("meta-cluster hub", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotTellFromAReleaseThatListsNoPeersWithoutALeader() {
    assertThat(tester().run(of(view("n1", null, 3)))).skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotTellFromAFewThatFollowALeaderWhoIsSilent() {
    assertThat(tester().run(of(view("n3", "n1", 3)))).skipped(SkipReason.NOT_EVALUABLE);
    assertThat(tester().run(of(view("n2", "n1", 3), view("n3", "n1", 3)))).passed();
  }

  @Test
  void cannotTellWhereNobodyGivesTheSize() {
    assertThat(tester().run(of(view("n1", "n1", 0)))).skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void believesTheQuorumThatServersGive() {
    MetaGroupView rescued =
        view("n1", "n1", 3, offline("n2"), offline("n3")).toBuilder()
            .quorumNeeded(1)
            .rescue(true)
            .build();
    MetaGroupView strict =
        view("n1", "n1", 3, online("n2"), offline("n3")).toBuilder().quorumNeeded(3).build();

    assertThat(tester().run(of(rescued))).passed();
    assertThat(tester().run(of(strict))).hasFindings(1);
  }

  @Test
  void takesTheLargestSizeThatAMemberGives() {
    assertThat(
            tester()
                .run(
                    of(
                        view("n1", null, 3, online("n1"), offline("n2"), offline("n3")),
                        view("n4", null, 1))))
        .hasFindings(1);
  }
}
