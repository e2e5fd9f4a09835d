// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SERVER_015 on a real server that finds a stream damaged on its disk. */
class DamagedStreamTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsAStreamThatWasNotRecovered(String release) throws Exception {
    try (NatsCluster cluster = start(release)) {
      NatsServerProcess server = cluster.server("d1");
      try (Connection client = Real.connect(cluster, "ACME")) {
        for (String name : new String[] {"ORDERS", "SOUND"}) {
          client
              .jetStreamManagement()
              .addStream(StreamConfiguration.builder().name(name).subjects(name).build());
        }
      }
      server.stop();
      Files.writeString(streams(server).resolve("ORDERS").resolve("meta.inf"), "damaged");
      server.restart();

      assertThat(Real.found(Real.audit(cluster))).containsExactly("SERVER_015 server//d1");
      assertThat(Real.found(Real.auditOverHttp(cluster))).containsExactly("SERVER_015 server//d1");
    }
  }

  private static NatsCluster start(String release) {
    return NatsCluster.named("D")
        .servers(1, NatsServerBinary.release(release))
        .jetStream()
        .account("ACME", "acme", "secret", "jetstream: enabled")
        .start();
  }

  private static Path streams(NatsServerProcess server) {
    return server.folder().resolve(Path.of("jetstream", "jetstream", "ACME", "streams"));
  }
}
