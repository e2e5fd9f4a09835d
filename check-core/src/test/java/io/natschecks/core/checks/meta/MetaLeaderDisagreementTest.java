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
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaLeaderDisagreementTest extends CheckContract {

  @Override
  protected MetaLeaderDisagreement check() {
    return new MetaLeaderDisagreement();
  }

  @ParameterizedTest
  @CsvSource({"n1,n1,n1", "n1,,"})
  void staysSilentWhereAllThatNameALeaderNameTheSame(String first, String second, String third) {
    assertThat(tester().run(named(first, second, third))).passed();
  }

  @Test
  void firesWhenAMemberNamesAnother() {
    assertThat(tester().run(named("n1", "n1", "n3")))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasMessage("meta-cluster hub: its members name 2 leaders: n1 by n1, n2; n3 by n3")
        .hasObserved(2)
        .hasLimit(1)
        .hasEvidence("named", "n1 by n1, n2, n3 by n3");
  }

  @Test
  void cannotTellWithoutAnyLeader() {
    assertThat(tester().run(named(null, null, null))).skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void staysSilentForTwoDomainsWithALeaderEach() {
    assertThat(
            tester()
                .run(
                    at(
                        NOW,
                        new MetaGroup("hub", List.of(view("n1", "n1", 1))),
                        new MetaGroup("edge", List.of(view("n2", "n2", 1))))))
        .passed()
        .lookedAt(2);
  }

  @Test
  void cannotTellWhileAMemberThatIsNotOfflineIsSilent() {
    assertThat(tester().run(of(view("n1", "n1", 3, online("n2"), online("n3")))))
        .skipped(SkipReason.NOT_EVALUABLE);
    assertThat(tester().run(of(view("n1", "n1", 3, offline("n2"), offline("n3"))))).passed();
  }

  @Test
  void tellsGroupsOfOneDomainApart() {
    MetaGroupView lonely = view("n9", "n8", 3).toBuilder().name("B").build();
    MetaGroupView rival = view("n8", "n7", 3).toBuilder().name("B").build();
    Snapshot snapshot =
        at(
            NOW,
            new MetaGroup("hub", List.of(view("n1", "n1", 1))),
            new MetaGroup("hub", List.of(rival, lonely)));

    assertThat(tester().run(snapshot)).onlyFinding().hasKey("META_002 meta-cluster/hub cluster=B");
  }

  @Test
  void showsTheTermsWhereRaftWasRead() {
    Snapshot snapshot =
        named("n1", "n1", "n3").toBuilder()
            .raftNodes(List.of(term("n1", 7), term("n3", 6)))
            .build();

    assertThat(tester().run(snapshot)).onlyFinding().hasEvidence("terms", "n1 term 7, n3 term 6");
  }

  private static RaftNode term(String server, long term) {
    return RaftNode.builder(MetaSnapshots.idOf(server), "SYS", "_meta_", "peer-" + server)
        .term(term)
        .build();
  }

  private static Snapshot named(
      @Nullable String first, @Nullable String second, @Nullable String third) {
    return of(view("n1", first, 3), view("n2", second, 3), view("n3", third, 3));
  }
}
