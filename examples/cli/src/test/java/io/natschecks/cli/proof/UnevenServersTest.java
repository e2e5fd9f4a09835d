// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.Placement;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_BALANCE_001, 004 and 007 on real clusters: what servers hold, and what they lead. */
class UnevenServersTest {

  private static final Duration PLACED = Duration.ofSeconds(30);

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsAServerThatHoldsAndLeadsMoreThanItsShare(String release) throws Exception {
    try (NatsCluster cluster = cluster(release);
        Watch watch = Watch.over(cluster, only("OPT_BALANCE_001", "OPT_BALANCE_004"));
        Connection client = Real.connect(cluster, "ACME")) {
      for (NatsServerProcess server : cluster.servers()) {
        server.rewriteConfiguration(text -> text + "server_tags: [\"" + server.name() + "\"]\n");
        server.reload();
      }
      JetStreamManagement api = client.jetStreamManagement();
      place(api, "u1", 1, 9);
      place(api, "u2", 1, 2);
      place(api, "u3", 1, 2);
      watch.awaitFound(
          "nine streams are too few to matter, but not nine leaders",
          Set.of("OPT_BALANCE_001 server/U/u1"));

      place(api, "u1", 10, 10);
      watch.awaitFound(
          "ten of 14 streams are on one server",
          Set.of("OPT_BALANCE_001 server/U/u1", "OPT_BALANCE_004 server/U/u1"));

      place(api, "u2", 3, 5);
      place(api, "u3", 3, 5);
      watch.awaitFound("ten of 20 are one and a half times the average", Set.of());
    }
  }

  /** Adds streams with one replica that is on a server. */
  private static void place(JetStreamManagement api, String server, int from, int to) {
    for (int i = from; i <= to; i++) {
      add(
          api,
          StreamConfiguration.builder()
              .name(server + "_" + i)
              .placement(Placement.builder().tags(server).build())
              .build());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsLeadersThatGatherOnAServerWhileReplicasAreEven(String release) throws Exception {
    try (NatsCluster cluster = cluster(release);
        Watch servers = Watch.over(cluster, only("OPT_BALANCE_001", "OPT_BALANCE_004"));
        Watch streams = Watch.over(cluster, only("OPT_BALANCE_007"));
        Connection client = Real.connect(cluster, "ACME")) {
      Leaders streamLeaders = Leaders.ofStreams(client, 6);
      streamLeaders.gatherOn("u1", 3);
      servers.awaitFound("half of all leaders are on one of three", Set.of());

      streamLeaders.gatherOn("u1", 4);
      servers.awaitFound("two thirds are", Set.of("OPT_BALANCE_001 server/U/u1"));

      streamLeaders.gatherOn("u1", 6);
      Leaders ship = Leaders.ofConsumers(client, "S1", 3, 4);
      Leaders bill = Leaders.ofConsumers(client, "S2", 3, 4);
      addSingleConsumers(client.jetStreamManagement(), "S3", "u1", 3);
      ship.gatherOn("u1", 3);
      bill.gatherOn("u1", 2);
      streams.awaitFound(
          "of four consumers, three are led where S1 is, two where S2 is; S3 has no followers",
          Set.of("OPT_BALANCE_007 stream//ACME/S1"));

      ship.gatherOn("u1", 1);
      streams.awaitFound("they are spread again", Set.of());
    }
  }

  /** Adds consumers with one replica, until there are so many on a server; others are removed. */
  private static void addSingleConsumers(
      JetStreamManagement api, String stream, String server, int count) throws Exception {
    int there = 0;
    for (int i = 1; there < count; i++) {
      String name = "R" + i;
      ConsumerConfiguration consumer =
          ConsumerConfiguration.builder().durable(name).numReplicas(1).build();
      String leader = api.addOrUpdateConsumer(stream, consumer).getClusterInfo().getLeader();
      if (server.equals(leader)) {
        there++;
      } else {
        api.deleteConsumer(stream, name);
      }
    }
  }

  private static AuditConfig only(String... codes) {
    return AuditConfig.builder().only(codes).build();
  }

  private static NatsCluster cluster(String release) {
    return NatsCluster.named("U")
        .servers(3, NatsServerBinary.release(release))
        .jetStream()
        .account("ACME", "acme", "secret", "jetstream: enabled")
        .start();
  }

  private static void add(JetStreamManagement api, StreamConfiguration stream) {
    Eventually.until(
        stream.getName() + " is there",
        PLACED,
        () -> api.addStream(stream).getConfiguration().getName().equals(stream.getName()));
  }
}
