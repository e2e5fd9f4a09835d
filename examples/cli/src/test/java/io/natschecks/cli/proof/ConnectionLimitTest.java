// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.JwtAccount;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.Resolver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** ACCOUNTS_001 on real servers: clients on three servers use up the limit of their account. */
class ConnectionLimitTest {

  @Test
  void firesAtNinetyPercentOfAJwtLimitAndNotOneConnectionBelow() throws Exception {
    JwtOperator operator = JwtOperator.named("operator");
    JwtAccount acme = operator.account("ACME").limit("conn", 20);
    try (NatsCluster cluster =
        NatsCluster.named("C")
            .servers(3, NatsServerBinary.release("2.15"))
            .operator(operator, Resolver.MEMORY)
            .start()) {
      List<Connection> clients = Real.clients(cluster, "ACME", 6, 6, 6);

      assertThat(Real.found(Real.audit(cluster)))
          .containsExactly("ACCOUNTS_001 account/" + acme.id());

      clients.remove(0).close();
      awaitConnections(cluster, 5, 6, 6);
      assertThat(Real.found(Real.audit(cluster))).isEmpty();
      Real.close(clients);
    }
  }

  @Test
  void takesTheLimitOfAConfiguredAccountFromTheConfiguration() throws Exception {
    try (NatsCluster cluster =
        NatsCluster.named("C")
            .servers(3, NatsServerBinary.release("2.10"))
            .account("ACME", "acme", "secret", "limits { max_connections: 10 }")
            .start()) {
      List<Connection> clients = Real.clients(cluster, "ACME", 3, 3, 3);
      AuditConfig config =
          AuditConfig.builder()
              .parameter("ACCOUNTS_001", "connection_limits", Map.of("ACME", 10))
              .build();

      assertThat(Real.found(Real.audit(cluster, config)))
          .containsExactly("ACCOUNTS_001 account/ACME");
      assertThat(Real.found(Real.audit(cluster))).isEmpty();
      Real.close(clients);
    }
  }

  private static void awaitConnections(NatsCluster cluster, int... perServer) {
    for (int i = 0; i < perServer.length; i++) {
      int wanted = perServer[i];
      int server = i;
      Eventually.until(
          cluster.servers().get(i).name() + " has " + wanted + " clients",
          Duration.ofSeconds(10),
          () ->
              cluster
                  .servers()
                  .get(server)
                  .get("/varz")
                  .body()
                  .contains("\"connections\": " + wanted + ","));
    }
  }
}
