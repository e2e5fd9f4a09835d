// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** USER_002 and CLUSTER_006 on a real cluster: many clients of one user. */
class UserConnectionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void countsTheConnectionsOfAllServers(String release) throws Exception {
    AuditConfig config =
        AuditConfig.builder()
            .parameter("USER_002", "max_connections", 9)
            .parameter("CLUSTER_006", "max_delta", 3)
            .build();
    try (NatsCluster cluster =
            NatsCluster.named("U")
                .servers(2, NatsServerBinary.release(release))
                .account("ACME", "acme", "secret")
                .start();
        Watch watch = Watch.over(cluster, config)) {
      List<Connection> clients = Real.clients(cluster, "ACME", 4, 5);
      assertThat(watch.found()).isEmpty();

      clients.addAll(Real.clients(cluster, "ACME", 1));
      assertThat(watch.found()).containsExactly("USER_002 user/ACME/acme");

      clients.addAll(Real.clients(cluster, "ACME", 0, 4));
      assertThat(watch.found())
          .containsExactly("CLUSTER_006 server/U/u2", "USER_002 user/ACME/acme");
      Real.close(clients);
    }
  }
}
