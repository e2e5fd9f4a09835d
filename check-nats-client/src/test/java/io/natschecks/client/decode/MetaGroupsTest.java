// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.MetaGroup;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Server;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetaGroupsTest {

  private static Server server(String name, String domain, String leader, String... peers) {
    List<Replica> replicas =
        Stream.of(peers).map(peer -> new Replica(peer, null, true, false, null, 0)).toList();
    MetaGroupView view =
        MetaGroupView.builder("ID-" + name, name).leader(leader).replicas(replicas).build();
    JetStreamServer jetStream =
        JetStreamServer.builder(true).domain(domain).metaGroup(view).build();
    return Server.builder("ID-" + name, name).domain(domain).jetStreamServer(jetStream).build();
  }

  private static List<List<String>> groups(Server... servers) {
    return MetaGroups.of(List.of(servers)).stream()
        .map(MetaGroup::views)
        .map(views -> views.stream().map(MetaGroupView::serverName).toList())
        .toList();
  }

  @Test
  void followersThatNameTheSameLeaderAreOneGroup() {
    assertThat(groups(server("n3", "hub", "n2"), server("n1", "hub", "n2")))
        .containsExactly(List.of("n1", "n3"));
  }

  @Test
  void serversThatDoNotNameEachOtherAreTwoGroupsEvenWithoutADomain() {
    assertThat(
            groups(
                server("n1", null, "n1", "n2"), server("n2", null, "n1"), server("e1", null, "e1")))
        .containsExactly(List.of("e1"), List.of("n1", "n2"));
  }

  @Test
  void domainsKeepServersApart() {
    assertThat(groups(server("n1", "hub", "n1"), server("n1", "edge", "n1"))).hasSize(2);
  }

  @Test
  void serversWithoutALeaderThatNameNobodyElseAreOneGroup() {
    assertThat(groups(server("n1", "hub", null), server("n2", "hub", null, "n2")))
        .containsExactly(List.of("n1", "n2"));
    assertThat(groups(server("n1", "hub", null), server("e1", "edge", null))).hasSize(2);
  }

  @Test
  void halvesThatNameEachOtherStayOneGroup() {
    assertThat(groups(server("n1", "hub", "n1", "n2"), server("n2", "hub", "n2", "n1"))).hasSize(1);
  }
}
