// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import org.junit.jupiter.api.Test;

/** CLUSTER_004 and LEAF_001: names with spaces, which servers of later releases turn down. */
class NamesTest {

  private static final NatsServerBinary RELEASE = NatsServerBinary.release("2.10");

  @Test
  void findsASpaceInTheNameOfACluster() throws Exception {
    try (NatsCluster cluster =
        NatsCluster.named("East 1")
            .server("h1", RELEASE)
            .server("h2", RELEASE)
            .account("ACME", "acme", "secret")
            .start()) {
      assertThat(Real.found(Real.audit(cluster)))
          .containsExactly("CLUSTER_004 server/East 1/h1", "CLUSTER_004 server/East 1/h2");
    }
  }

  @Test
  void findsASpaceInTheNameOfALeafNode() throws Exception {
    try (NatsCluster hub =
            NatsCluster.named("Hub")
                .servers(1, RELEASE)
                .account("ACME", "acme", "secret")
                .leafNodes()
                .start();
        NatsCluster leaf =
            NatsCluster.named("Edge")
                .server("edge 1", RELEASE)
                .server("edge2", RELEASE)
                .account("ACME", "acme", "secret")
                .leafOf(hub, "ACME")
                .start()) {
      assertThat(leaf.servers()).hasSize(2);
      assertThat(Real.found(Real.audit(hub))).containsExactly("LEAF_001 leafnode/hub1/edge 1/ACME");
    }
  }
}
