// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.Mirror;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.CheckOutcome;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_SYS_016 and OPT_SYS_021 on real clusters: who holds a stream, and who answers its reads. */
class ReplicasTest {

  private static final AuditConfig REPLICAS =
      AuditConfig.builder().only("OPT_SYS_016", "OPT_SYS_021").build();

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsStreamsWithOneReplicaAndThoseOfWhichOnlyTheLeaderAnswers(String release)
      throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("R")
                .servers(3, NatsServerBinary.release(release))
                .jetStream()
                .account("ACME", "acme", "secret", "jetstream: enabled")
                .start();
        Watch watch = Watch.over(cluster, REPLICAS);
        Connection client = Real.connect(cluster, "ACME")) {
      Real.createStream(cluster, "ACME");
      JetStreamManagement api = client.jetStreamManagement();
      api.addStream(Real.stream("DIRECT").replicas(3).allowDirect(true).build());
      api.addStream(Real.stream("SINGLE").build());
      api.addStream(mirror("COPY"));
      client.keyValueManagement().create(KeyValueConfiguration.builder().name("single").build());
      watch.awaitFound(
          "all streams have leaders",
          Set.of(
              "OPT_SYS_016 stream//ACME/ORDERS",
              "OPT_SYS_021 stream//ACME/KV_single",
              "OPT_SYS_021 stream//ACME/SINGLE"));

      api.updateStream(
          StreamConfiguration.builder(api.getStreamInfo("ORDERS").getConfiguration())
              .allowDirect(true)
              .build());
      api.updateStream(Real.stream("SINGLE").replicas(3).allowDirect(true).build());
      watch.awaitFound(
          "both are mended, the bucket is not", Set.of("OPT_SYS_021 stream//ACME/KV_single"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void leavesAStreamAloneWhoseServerHasNoOthers(String release) throws Exception {
    try (NatsCluster cluster = Real.oneServer("S", release);
        Watch watch = Watch.over(cluster, REPLICAS);
        Connection client = Real.connect(cluster, "ACME")) {
      client.jetStreamManagement().addStream(Real.stream("SINGLE").build());

      AuditReport report = watch.audit();
      assertThat(Real.found(report)).isEmpty();
      assertThat(report.checks())
          .filteredOn(each -> each.check().code().equals("OPT_SYS_021"))
          .as("it was looked at")
          .allMatch(CheckOutcome::judged);
    }
  }

  private static StreamConfiguration mirror(String name) {
    return StreamConfiguration.builder()
        .name(name)
        .mirror(Mirror.builder().sourceName("ORDERS").build())
        .build();
  }
}
