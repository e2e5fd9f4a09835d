// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CLUSTER_004 and LEAF_001: names with spaces, which servers of later releases turn down. */
class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = "2.10")
  void findsSpacesInTheNamesOfAClusterAndOfALeafNode(String release) throws Exception {
    NatsServerBinary binary = NatsServerBinary.release(release);
    try (NatsCluster hub =
            NatsCluster.named("East 1")
                .server("h1", binary)
                .server("h2", binary)
                .account("ACME", "acme", "secret")
                .leafNodes()
                .start();
        NatsCluster leaf =
            NatsCluster.named("Edge")
                .server("edge 1", binary)
                .account("ACME", "acme", "secret")
                .leafOf(hub, "ACME")
                .start()) {
      assertThat(leaf.servers()).hasSize(1);
      assertThat(Real.found(Real.audit(hub)))
          .containsExactly(
              "CLUSTER_004 server/East%201/h1",
              "CLUSTER_004 server/East%201/h2", "LEAF_001 leafnode/h1/edge%201/ACME");
    }
  }
}
