// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_COST_003 and OPT_COST_005 on real servers: streams that reserve more than they use. */
class WastedReservationTest {

  private static final AuditConfig RESERVATIONS =
      AuditConfig.builder().only("OPT_COST_003", "OPT_COST_005").build();

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsTheServersOfStreamsThatAreNearlyEmpty(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("W")
                .servers(3, NatsServerBinary.release(release))
                .jetStream()
                .account("ACME", "acme", "secret", "jetstream: enabled")
                .start();
        Watch watch = Watch.over(cluster, RESERVATIONS);
        Connection client = Real.connect(cluster, "ACME")) {
      Real.createStream(cluster, "ACME");
      JetStreamManagement api = client.jetStreamManagement();
      // A replica of each on every server, so that none is without a reservation.
      api.addStream(stream("USED", StorageType.File, 1_000_000).replicas(3).build());
      Real.publish(client, "USED", 21, 10_000);
      api.addStream(stream("CACHE", StorageType.Memory, 1_000_000).replicas(3).build());
      Real.publish(client, "CACHE", 21, 10_000);
      watch.awaitFound("a fifth is used everywhere", Set.of());

      api.addStream(stream("EMPTY", StorageType.File, 10_000_000).build());
      api.addStream(stream("SPARE", StorageType.Memory, 10_000_000).build());
      watch.awaitFound(
          "one server reserves for each",
          Set.of("OPT_COST_005 " + host(api, "EMPTY"), "OPT_COST_003 " + host(api, "SPARE")));

      api.updateStream(stream("EMPTY", StorageType.File, 10_000).build());
      api.deleteStream("SPARE");
      watch.awaitFound("the reservations are small or gone", Set.of());
    }
  }

  private static String host(JetStreamManagement api, String stream) throws Exception {
    return "server/W/" + api.getStreamInfo(stream).getClusterInfo().getLeader();
  }

  private static StreamConfiguration.Builder stream(String name, StorageType storage, long bytes) {
    return Real.stream(name).storageType(storage).maxBytes(bytes);
  }
}
