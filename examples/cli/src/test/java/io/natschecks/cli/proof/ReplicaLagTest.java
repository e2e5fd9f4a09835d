// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerProcess;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JETSTREAM_001: a server comes back, and its replica of a stream has much to catch up on. */
class ReplicaLagTest {

  private static final int MESSAGES = 6_000;

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsAReplicaWhileItCatchesUp(String release) throws Exception {
    AuditConfig config = AuditConfig.builder().only("JETSTREAM_001").build();
    try (NatsCluster cluster = ReplicatedStream.start("B", release);
        Watch watch = Watch.over(cluster, config);
        Connection client = Real.connect(cluster, "ACME")) {
      NatsServerProcess third = cluster.server("b3");
      assertThat(watch.found()).isEmpty();

      third.stop();
      Eventually.until(
          "the stream has a leader again",
          Duration.ofSeconds(30),
          () -> client.jetStream().publish("orders.new", new byte[1]).getSeqno() > 0);
      for (int i = 0; i < MESSAGES; i++) {
        client.publish("orders.new", new byte[32 * 1024]);
      }
      client.flush(Duration.ofSeconds(30));
      third.restartWithoutWaiting();

      String lagging = "JETSTREAM_001 stream//ACME/ORDERS replica=b3";
      Eventually.until(
          "the replica is seen while it is behind",
          Duration.ofSeconds(60),
          () -> watch.found().contains(lagging));
      Eventually.until(
          "the replica has caught up", Duration.ofSeconds(60), () -> watch.found().isEmpty());
    }
  }
}
