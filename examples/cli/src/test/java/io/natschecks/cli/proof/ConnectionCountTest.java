// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SERVER_011 on a real server: the connection of the audit counts too. */
class ConnectionCountTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void firesAtEightOfTenAndNotAtSeven(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("M")
                .servers(1, NatsServerBinary.release(release))
                .account("ACME", "acme", "secret")
                .settings("max_connections: 10")
                .start();
        Watch watch = Watch.over(cluster)) {
      List<Connection> clients = Real.clients(cluster, "ACME", 6);
      assertThat(watch.found()).isEmpty();

      clients.addAll(Real.clients(cluster, "ACME", 1));
      assertThat(watch.found()).containsExactly("SERVER_011 server//m1");
      Real.close(clients);
    }
  }
}
