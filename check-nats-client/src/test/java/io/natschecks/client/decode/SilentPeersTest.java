// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.MetaGroup;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SilentServer;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilentPeersTest {

  private static final List<Server> ANSWERED =
      List.of(Server.builder("N1", "n1").build(), Server.builder("N2", "n2").build());

  @Test
  void aPeerOfTheLeaderThatAnsweredNothingIsSilent() {
    MetaGroup group =
        new MetaGroup(null, List.of(view("n1", "n1", "n2", "n3"), view("n2", "n1", "n9")));

    assertThat(SilentPeers.of(List.of(group), ANSWERED, List.of()))
        .containsExactly(
            new SilentServer("n3", null, null, "a peer of the meta group that answered nothing"));
  }

  @Test
  void withoutALeaderEveryMemberIsBelieved() {
    MetaGroup group = new MetaGroup(null, List.of(view("n1", null, "n1", "n2", "n3")));

    assertThat(SilentPeers.of(List.of(group), ANSWERED, List.of()))
        .extracting(SilentServer::name)
        .containsExactly("n3");
  }

  @Test
  void oneThatIsKnownToBeSilentIsNotNamedAgain() {
    MetaGroup group = new MetaGroup(null, List.of(view("n1", "n1", "n3")));
    SilentServer known = new SilentServer("n3", "N3", "C", "connection refused");

    assertThat(SilentPeers.of(List.of(group), ANSWERED, List.of(known))).isEmpty();
  }

  @Test
  void aPeerWithoutANameIsNoServer() {
    Replica unnamed = new Replica("xXtnewpY", "xXtnewpY", false, false, null, 0);
    MetaGroup group =
        new MetaGroup(
            null,
            List.of(
                MetaGroupView.builder("N1", "n1").leader("n1").replicas(List.of(unnamed)).build()));

    assertThat(SilentPeers.of(List.of(group), ANSWERED, List.of())).isEmpty();
  }

  @Test
  void aSentenceInPlaceOfANameIsNoServer() {
    MetaGroup group =
        new MetaGroup(
            null, List.of(view("n1", "n1", "Server name unknown at this time (peerID: yrzKKRBu)")));

    assertThat(SilentPeers.of(List.of(group), ANSWERED, List.of())).isEmpty();
  }

  private static MetaGroupView view(String server, String leader, String... peers) {
    List<Replica> replicas =
        List.of(peers).stream()
            .map(peer -> new Replica(peer, "id-" + peer, true, false, null, 0))
            .toList();
    return MetaGroupView.builder("N-" + server, server).leader(leader).replicas(replicas).build();
  }
}
