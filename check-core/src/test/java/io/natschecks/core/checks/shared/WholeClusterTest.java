// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckContext;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.cluster.MemoryUsageOutlier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WholeClusterTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  @Test
  void joinsServersWhoseClusterNamesDifferByWhiteSpaceAround() {
    Map<String, WholeCluster> clusters = clusters(List.of(server("n1", "C1"), server("n2", "C1 ")));

    assertThat(clusters.keySet()).containsExactly("C1");
    assertThat(clusters.get("C1").servers()).hasSize(2);
    assertThat(clusters.get("C1").isKnown()).isTrue();
  }

  @Test
  void leavesOutServersWithoutACluster() {
    assertThat(clusters(List.of(server("n1", ""), server("n2", null)))).isEmpty();
  }

  @Test
  void isNotKnownWhileAServerOfItIsSilent() {
    assertThat(known(new SilentServer("n3", null, "C1", "no answer"))).isFalse();
  }

  @Test
  void isNotKnownWhileAServerOfAnUnknownClusterIsSilent() {
    assertThat(known(new SilentServer("n3", null, null, "no answer"))).isFalse();
  }

  @Test
  void isKnownWhileAServerOfAnotherClusterIsSilent() {
    assertThat(known(new SilentServer("m1", null, "C2", "no answer"))).isTrue();
  }

  @Test
  void isNotKnownWhileAnyOfItsSectionsIsMissing() {
    CheckContext context = context(snapshot(List.of(server("n1", "C1"), server("n2", "C1"))));

    assertThat(WholeCluster.of(context, Section.VARZ).get("C1").isKnown()).isTrue();
    assertThat(WholeCluster.of(context, Section.VARZ, Section.JSZ).get("C1").isKnown()).isFalse();
  }

  @Test
  void leavesOutServersThatDoNotCountAndKeepsWhatIsMissing() {
    Snapshot snapshot =
        snapshot(List.of(server("n1", "C1"), server("n2", "C1"))).toBuilder()
            .silentServers(List.of(new SilentServer("n3", null, "C1", "no answer")))
            .build();
    WholeCluster smaller = clusters(snapshot).get("C1").only(server -> server.name().equals("n2"));

    assertThat(smaller.servers()).extracting(Server::name).containsExactly("n2");
    assertThat(smaller.hasPeers()).isFalse();
    assertThat(smaller.isKnown()).isFalse();
    assertThat(smaller.only(server -> false).hasPeers()).isFalse();
  }

  @Test
  void hasPeersOnlyIfNamesDiffer() {
    assertThat(clusters(List.of(server("n1", "C1"), server("n2", "C1"))).get("C1").hasPeers())
        .isTrue();
    assertThat(clusters(List.of(server("n1", "C1"))).get("C1").hasPeers()).isFalse();
  }

  @Test
  void takesLeafNodesOfOneNameForNoPeers() {
    Server one = Server.builder("E1", "edge").cluster("edge").build();
    Server other = Server.builder("E2", "edge").cluster("edge").build();

    assertThat(clusters(List.of(one, other)).get("edge").hasPeers()).isFalse();
  }

  private static boolean known(SilentServer silent) {
    return clusters(
            snapshot(List.of(server("n1", "C1"), server("n2", "C1"))).toBuilder()
                .silentServers(List.of(silent))
                .build())
        .get("C1")
        .isKnown();
  }

  private static Map<String, WholeCluster> clusters(List<Server> servers) {
    return clusters(snapshot(servers));
  }

  private static Map<String, WholeCluster> clusters(Snapshot snapshot) {
    return WholeCluster.of(context(snapshot), Section.VARZ);
  }

  private static CheckContext context(Snapshot snapshot) {
    return CheckContext.builder(new MemoryUsageOutlier().descriptor(), snapshot).build();
  }

  private static Snapshot snapshot(List<Server> servers) {
    return Snapshot.builder(NOW)
        .servers(servers)
        .coverage(Coverage.builder().gathered(Section.VARZ).build())
        .build();
  }

  private static Server server(String name, @Nullable String cluster) {
    return Server.builder("ID-" + name, name).cluster(cluster).build();
  }
}
