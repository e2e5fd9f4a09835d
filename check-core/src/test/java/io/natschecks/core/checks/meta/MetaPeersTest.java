// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import static io.natschecks.core.checks.meta.MetaSnapshots.group;
import static io.natschecks.core.checks.meta.MetaSnapshots.of;
import static io.natschecks.core.checks.meta.MetaSnapshots.offline;
import static io.natschecks.core.checks.meta.MetaSnapshots.online;
import static io.natschecks.core.checks.meta.MetaSnapshots.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Entity;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MetaPeersTest {

  @Property
  void everyPeerIsOnlineOfflineOrUncertainAndOnlyOneOfThem(
      @ForAll @IntRange(min = 1, max = 9) int size, @ForAll @IntRange(max = 8) int offline) {
    MetaPeers peers = only(group(size, Math.min(offline, size - 1)));

    for (MetaPeer peer : peers.all()) {
      assertThat(
              Stream.of(peer.hasAnswered(), peer.isOffline(), peer.isUncertain()).filter(is -> is))
          .hasSize(1);
    }
    assertThat(peers.all()).hasSize(size);
    assertThat(peers.quorum().offline()).hasSize(Math.min(offline, size - 1));
  }

  @Property
  void theOrderOfTheMembersChangesNothing(
      @ForAll @IntRange(min = 1, max = 7) int size,
      @ForAll @IntRange(max = 6) int offline,
      @ForAll long seed) {
    Snapshot snapshot = group(size, Math.min(offline, size - 1));
    List<MetaGroupView> views = new ArrayList<>(snapshot.metaGroups().get(0).views());
    Collections.shuffle(views, new Random(seed));
    MetaPeers one = only(snapshot);
    MetaPeers other = only(of(views.toArray(MetaGroupView[]::new)));

    assertThat(other.names(peer -> true)).isEqualTo(one.names(peer -> true));
    assertThat(other.quorum()).isEqualTo(one.quorum());
    assertThat(other.leader()).isEqualTo(one.leader());
    assertThat(other.isComplete()).isEqualTo(one.isComplete());
  }

  @Property
  void losingAnotherPeerNeverBringsTheQuorumBack(
      @ForAll @IntRange(min = 2, max = 9) int size, @ForAll @IntRange(max = 7) int offline) {
    int fewer = Math.min(offline, size - 2);

    assertThat(
            only(group(size, fewer)).quorum().isLost()
                && !only(group(size, fewer + 1)).quorum().isLost())
        .isFalse();
  }

  @Test
  void thePeersAreThoseThatTheLeaderListsAndThatAnswered() {
    MetaPeers peers =
        only(
            of(
                view("n1", "n1", 2, online("n2")),
                view("n2", "n1", 3, online("n1"), offline("n3")),
                view("n4", "n1", 2)));

    assertThat(peers.names(peer -> true)).containsExactly("n1", "n2", "n4");
  }

  @Test
  void withoutTheLeaderThePeersAreThoseThatAnyMemberLists() {
    MetaPeers peers =
        only(
            of(
                view("n1", null, 3, online("n1"), online("n2")),
                view("n2", null, 3, offline("n3"))));

    assertThat(peers.names(peer -> true)).containsExactly("n1", "n2", "n3");
    assertThat(peers.names(MetaPeer::isOffline)).containsExactly("n3");
  }

  @Test
  void aServerThatDidNotAnswerIsNamedWithItsClusterWhereThatIsKnown() {
    Snapshot one = of(view("n1", "n1", 2, offline("n2")));
    Snapshot two =
        of(view("n1", "n1", 3, offline("n2")), view("n3", "n1", 3).toBuilder().name("B").build());
    Snapshot said =
        two.toBuilder()
            .silentServers(List.of(new SilentServer("n2", "ID-n2", " B ", "no answer")))
            .build();

    assertThat(MetaPeers.server(one, only(one), "n2")).isEqualTo(new Entity.Server("A", "n2", ""));
    assertThat(MetaPeers.server(two, only(two), "n2")).isEqualTo(new Entity.Server("", "n2", ""));
    assertThat(MetaPeers.server(said, only(said), "n2"))
        .isEqualTo(new Entity.Server("B", "n2", "ID-n2"));
  }

  private static MetaPeers only(Snapshot snapshot) {
    List<MetaPeers> all = MetaPeers.of(snapshot);
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
