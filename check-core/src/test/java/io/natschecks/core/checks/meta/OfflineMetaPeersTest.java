// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import static io.natschecks.core.checks.meta.MetaSnapshots.NOW;
import static io.natschecks.core.checks.meta.MetaSnapshots.at;
import static io.natschecks.core.checks.meta.MetaSnapshots.group;
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
import java.util.List;
import org.junit.jupiter.api.Test;

class OfflineMetaPeersTest extends CheckContract {

  @Override
  protected OfflineMetaPeers check() {
    return new OfflineMetaPeers();
  }

  private static final String N3 = "server A/n3";

  @Test
  void firesForAPeerThatAllReportersSeeOffline() {
    assertThat(
            tester()
                .run(
                    of(
                        view("n1", "n1", 3, online("n2"), offline("n3")),
                        view("n2", "n1", 3, online("n1"), offline("n3")))))
        .findsExactly(N3)
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasMessage(
            "server A/n3: offline in the meta group, last heard 5m0s ago (2 of 3 peers online, 2 needed)")
        .hasObserved(2)
        .hasLimit(2)
        .hasEvidence("peer", "n3")
        .hasEvidence("peer_id", "peer-n3")
        .hasEvidence("reporter", "n1")
        .hasEvidence("last_contact", "5m0s")
        .hasEvidence("listed_by", 2);
  }

  @Test
  void staysSilentWhereOneReporterStillSeesThePeerOnline() {
    assertThat(
            tester()
                .run(
                    of(
                        view("n1", "n1", 3, online("n2"), offline("n3")),
                        view("n2", "n1", 3, online("n1"), online("n3")))))
        .passed();
    assertThat(
            tester()
                .run(
                    of(
                        view("n1", "n2", 3, online("n2"), offline("n3")),
                        view("n2", "n2", 3, online("n1"), online("n3")))))
        .passed();
  }

  @Test
  void staysSilentForAPeerThatAnsweredItself() {
    assertThat(
            tester()
                .run(
                    of(
                        view("n1", "n1", 3, online("n2"), offline("n3")),
                        view("n2", "n1", 3, online("n1"), offline("n3")),
                        view("n3", null, 3))))
        .passed();
  }

  @Test
  void staysSilentWhenAllAreOnline() {
    assertThat(tester().run(group(3, 0))).passed().lookedAt(1);
  }

  @Test
  void staysSilentForACrashedPeerThatTheLeaderDoesNotMarkOfflineYet() {
    assertThat(
            tester()
                .run(
                    of(
                        view("n1", "n1", 3, online("n2"), online("n3")),
                        view("n2", "n1", 3, online("n1"), online("n3")))))
        .passed();
  }

  @Test
  void cannotTellWithoutALeaderWhileSilentPeersAreNotMarkedOffline() {
    assertThat(tester().run(of(view("n1", null, 3, online("n1"), online("n2"), online("n3")))))
        .skipped(SkipReason.NOT_EVALUABLE)
        .hasGap("meta-cluster hub", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void findsWhatIsMarkedOfflineWithoutALeader() {
    assertThat(tester().run(group(3, 2))).findsExactly("server A/n2", N3);
  }

  @Test
  void cannotTellWhereNobodyListsThePeers() {
    assertThat(tester().run(of(view("n1", null, 3)))).skipped(SkipReason.NOT_EVALUABLE);
    assertThat(tester().run(of(view("n2", "n1", 3)))).skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void judgesTheGroupOfEachDomainAlone() {
    Snapshot snapshot =
        at(
            NOW,
            new MetaGroup("hub", List.of(view("n1", "n1", 3, online("n2"), offline("n3")))),
            new MetaGroup("edge", List.of(view("n4", "n4", 2, online("n5")))));

    assertThat(tester().run(snapshot)).findsExactly(N3).lookedAt(2);
  }

  @Test
  void takesThePeerIdForAServerWhoseNameOneMemberDoesNotKnow() {
    Replica nameless = new Replica("unknown (peerID: peer-n3)", "peer-n3", false, true, null, 0);

    assertThat(
            tester()
                .run(
                    of(
                        view("n1", "n1", 3, online("n2"), nameless),
                        view("n2", "n1", 3, online("n1"), offline("n3")))))
        .findsExactly(N3);
  }
}
