// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import static io.natschecks.core.checks.meta.MetaSnapshots.NOW;
import static io.natschecks.core.checks.meta.MetaSnapshots.at;
import static io.natschecks.core.checks.meta.MetaSnapshots.of;
import static io.natschecks.core.checks.meta.MetaSnapshots.offline;
import static io.natschecks.core.checks.meta.MetaSnapshots.online;
import static io.natschecks.core.checks.meta.MetaSnapshots.view;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.MetaGroup;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetaGroupShrankTest extends CheckContract {

  @Override
  protected MetaGroupShrank check() {
    return new MetaGroupShrank();
  }

  private static final Snapshot THREE = at(ago(2), view("n1", "n1", 3, online("n2"), online("n3")));
  private static final Snapshot TWO = of(view("n1", "n1", 2, online("n2")));

  @Test
  void firesWhenAPeerIsGone() {
    assertThat(tester().previous(THREE).run(TWO))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasMessage("meta-cluster hub: 2 peers, 3 before; gone: n3")
        .hasObserved(2)
        .hasLimit(3)
        .hasEvidence("gone", "n3")
        .hasEvidence("leader", "n1");
  }

  @Test
  void staysSilentForAPeerThatIsDownButListed() {
    assertThat(tester().previous(THREE).run(of(view("n1", "n1", 3, online("n2"), offline("n3")))))
        .passed();
  }

  @Test
  void staysSilentWhenTheGroupGrows() {
    assertThat(tester().previous(TWO).run(of(view("n1", "n1", 3, online("n2"), online("n3")))))
        .passed();
  }

  @Test
  void isSkippedWithoutASnapshotBefore() {
    assertThat(tester().run(TWO)).skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void passesOverTheSizeThatServersGive() {
    assertThat(
            tester()
                .previous(at(ago(2), view("n1", "n1", 7, online("n2"), online("n3"))))
                .run(of(view("n1", "n1", 3, online("n2"), online("n3")))))
        .passed();
  }

  @Test
  void staysSilentWhereTwoDidNotAnswerButTheThirdListsThem() {
    Snapshot before =
        at(
            ago(2),
            view("n1", "n1", 3, online("n2"), online("n3")),
            view("n2", "n1", 3),
            view("n3", "n1", 3));

    assertThat(tester().previous(before).run(of(view("n1", "n1", 3, online("n2"), online("n3")))))
        .passed();
  }

  @Test
  void cannotTellFromAMemberThatListsNoPeers() {
    assertThat(tester().previous(THREE).run(of(view("n2", null, 3))))
        .skipped(SkipReason.NOT_EVALUABLE);
    // A server that was just started lists the members that it has met.
    assertThat(tester().previous(THREE).run(of(view("n1", null, 3, online("n1")))))
        .skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void comparesWithTheLastSnapshotThatHadTheGroup() {
    Snapshot without = at(ago(1), new MetaGroup[0]);

    assertThat(tester().after(List.of(THREE, without)).run(TWO))
        .onlyFinding()
        .hasMessage("meta-cluster hub: 2 peers, 3 before");
    assertThat(tester().after(List.of(without)).run(TWO)).skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void isFoundOnceAndThenIsTheNewSize() {
    assertThat(
            tester().after(List.of(THREE, at(ago(1), view("n1", "n1", 2, online("n2"))))).run(TWO))
        .passed();
  }

  @Test
  void aNameThatBecomesKnownIsNoChange() {
    Replica nameless = new Replica("unknown (peerID: peer-n3)", "peer-n3", true, false, null, 0);

    assertThat(
            tester()
                .previous(at(ago(2), view("n1", "n1", 3, online("n2"), nameless)))
                .run(of(view("n1", "n1", 3, online("n2"), online("n3")))))
        .passed();
  }

  private static Instant ago(long minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }
}
