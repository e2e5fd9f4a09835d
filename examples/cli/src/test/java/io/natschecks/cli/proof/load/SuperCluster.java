// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsClusterBuilder;
import io.natschecks.testkit.server.NatsServerBinary;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cluster A with JetStream, cluster B without, three servers each, and a leaf node of A with
 * JetStream of its own. The account BETA imports from ACME.
 */
record SuperCluster(NatsCluster a, NatsCluster b, NatsCluster leaf) implements AutoCloseable {

  static final String ACME = "ACME";
  static final String BETA = "BETA";

  /** JetStream domain of the leaf node. */
  static final String EDGE = "edge";

  static SuperCluster start(NatsServerBinary binary) {
    NatsCluster a =
        accounts(NatsCluster.named("A").servers(3, binary))
            .jetStream("hub")
            .gateway()
            .leafNodes()
            .start();
    try {
      NatsCluster b = accounts(NatsCluster.named("B").servers(3, binary)).gatewayTo(a).start();
      try {
        NatsCluster leaf =
            accounts(NatsCluster.named("L").servers(1, binary))
                .jetStream(EDGE)
                .leafOf(a, ACME, NatsCluster.SYSTEM_ACCOUNT)
                .start();
        return new SuperCluster(a, b, leaf);
      } catch (RuntimeException | AssertionError e) {
        b.close();
        throw e;
      }
    } catch (RuntimeException | AssertionError e) {
      a.close();
      throw e;
    }
  }

  private static NatsClusterBuilder accounts(NatsClusterBuilder cluster) {
    return cluster
        .account(
            ACME,
            "acme",
            "acme-password",
            "jetstream: enabled",
            "exports: [{service: \"quotes.get\"}, {stream: \"prices.>\"}]")
        .account(
            BETA,
            "beta",
            "beta-password",
            """
            jetstream: enabled
            imports: [
              {service: {account: ACME, subject: "quotes.get"}}
              {stream: {account: ACME, subject: "prices.>"}}
            ]
            """);
  }

  void awaitFormed() {
    a.awaitFormed();
    b.awaitFormed();
    leaf.awaitFormed();
  }

  List<URI> monitors() {
    return Stream.of(a, b, leaf).flatMap(cluster -> cluster.monitors().stream()).toList();
  }

  @Override
  public void close() {
    leaf.close();
    b.close();
    a.close();
  }
}
