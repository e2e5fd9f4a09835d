// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import io.nats.client.Connection;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A stream ORDERS with three replicas and a consumer ship, both with thresholds of their own. */
final class ReplicatedStream {

  private ReplicatedStream() {}

  static NatsCluster start(String name, String release) throws Exception {
    NatsCluster cluster =
        NatsCluster.named(name)
            .servers(3, NatsServerBinary.release(release))
            .jetStream()
            .account("ACME", "acme", "secret", "jetstream: enabled")
            .start();
    try {
      Real.createStream(cluster, "ACME");
      try (Connection client = Real.connect(cluster, "ACME")) {
        Eventually.until(
            "the stream has its thresholds and a consumer",
            Duration.ofSeconds(30),
            () -> {
              client
                  .jetStreamManagement()
                  .updateStream(
                      StreamConfiguration.builder()
                          .name("ORDERS")
                          .subjects("orders.>")
                          .replicas(3)
                          .metadata(
                              Map.of(
                                  "io.nats.monitor.enabled", "true",
                                  "io.nats.monitor.peer-expect", "3",
                                  "io.nats.monitor.peer-lag-critical", "10",
                                  "io.nats.monitor.peer-seen-critical", "5s"))
                          .build());
              client
                  .jetStreamManagement()
                  .addOrUpdateConsumer(
                      "ORDERS",
                      ConsumerConfiguration.builder()
                          .durable("ship")
                          .ackPolicy(AckPolicy.Explicit)
                          .build());
              return true;
            });
        publish(client, 20);
      }
      return cluster;
    } catch (Exception | AssertionError e) {
      cluster.close();
      throw e;
    }
  }

  /** A server that does not lead the stream: of one that led it, the next leader knows nothing. */
  static NatsServerProcess follower(NatsCluster cluster) throws Exception {
    try (Connection client = Real.connect(cluster, "ACME")) {
      String leader =
          client.jetStreamManagement().getStreamInfo("ORDERS").getClusterInfo().getLeader();
      List<NatsServerProcess> servers = cluster.servers();
      NatsServerProcess last = servers.get(2);
      return last.name().equals(leader) ? servers.get(1) : last;
    }
  }

  static void publish(Connection client, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      client.jetStream().publish("orders.new", new byte[100]);
    }
  }
}
