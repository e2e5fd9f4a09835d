// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NatsClusterTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void formsAJetStreamClusterOfEveryRelease(String release) throws Exception {
    try (NatsCluster cluster =
        NatsCluster.named("C")
            .servers(3, NatsServerBinary.release(release))
            .jetStream()
            .account("ACME", "acme", "secret", "jetstream: enabled")
            .settings("lame_duck_duration: \"30s\"\nlame_duck_grace_period: \"2s\"")
            .start()) {
      assertThat(cluster.servers())
          .extracting(NatsServerProcess::name)
          .containsExactly("c1", "c2", "c3");
      try (Connection connection = Clients.connect(cluster, "ACME")) {
        JetStreamManagement management = connection.jetStreamManagement();
        StreamConfiguration orders =
            StreamConfiguration.builder().name("ORDERS").subjects("orders.>").replicas(3).build();
        // "no suitable peers" until the meta leader has heard the statistics of its peers.
        Eventually.until(
            "the stream has three replicas",
            SOON,
            () -> management.addStream(orders).getClusterInfo().getReplicas().size() == 2);

        NatsServerProcess leaving = cluster.server(serverOf(connection));
        leaving.lameDuck();
        Eventually.until(
            "the lame duck is not healthy",
            SOON,
            () -> leaving.get("/healthz").statusCode() != 200);
      }
    }
  }

  @Test
  void mixesReleases() {
    try (NatsCluster cluster =
        NatsCluster.named("MIXED")
            .server("old", NatsServerBinary.release("2.10"))
            .server("new", NatsServerBinary.release("2.15"))
            .start()) {
      assertThat(cluster.urls()).hasSize(2);
    }
  }

  @Test
  void formsASuperClusterWithALeafNode() throws Exception {
    NatsServerBinary binary = NatsServerBinary.any();
    try (NatsCluster a =
            NatsCluster.named("A")
                .servers(2, binary)
                .account("ACME", "acme", "secret")
                .gateway()
                .leafNodes()
                .start();
        NatsCluster b =
            NatsCluster.named("B")
                .servers(2, binary)
                .account("ACME", "acme", "secret")
                .gatewayTo(a)
                .start();
        NatsCluster edge =
            NatsCluster.named("EDGE")
                .servers(1, binary)
                .jetStream("edge")
                .account("ACME", "acme", "secret", "jetstream: enabled")
                .leafOf(a, "ACME", NatsCluster.SYSTEM_ACCOUNT)
                .start()) {
      try (Connection system = Clients.connect(b, NatsCluster.SYSTEM_ACCOUNT)) {
        assertThat(Clients.replies(system, "$SYS.REQ.SERVER.PING", 5))
            .anyMatch(reply -> reply.contains("\"edge1\""))
            .anyMatch(reply -> reply.contains("\"a1\""));
      }
      assertThat(edge.monitors()).hasSize(1);
    }
  }

  private static String serverOf(Connection connection) {
    return connection.getServerInfo().getServerName();
  }
}
