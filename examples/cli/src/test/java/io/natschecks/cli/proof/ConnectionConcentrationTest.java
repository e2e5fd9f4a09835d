// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.natschecks.api.Kind;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_BALANCE_006 on real servers: most clients of an account on one of three servers. */
class ConnectionConcentrationTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void firesAtEightOfTenAndNotAtSeven(String release) throws Exception {
    try (NatsCluster cluster =
        NatsCluster.named("C")
            .servers(3, NatsServerBinary.release(release))
            .account("ACME", "acme", "secret")
            .account("BETA", "beta", "secret")
            .start()) {
      List<Connection> clients = Real.clients(cluster, "ACME", 7, 2, 1);
      List<Connection> others = Real.clients(cluster, "BETA", 1, 1, 8);

      assertThat(Real.found(Kind.OPTIMIZATION, Real.audit(cluster)))
          .containsExactly("OPT_BALANCE_006 server/C/c3 account=BETA");

      Real.close(clients);
      Real.close(others);
    }
  }
}
