// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.NatsCluster;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_SYS_024 on real work queues: consumers that give messages up early. */
class WorkQueueTest {

  private static final AuditConfig QUEUES = AuditConfig.builder().only("OPT_SYS_024").build();

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsImpatientConsumersOfQueuesThatRefuseMessages(String release) throws Exception {
    try (NatsCluster cluster = Real.oneServer("Q", release);
        Watch watch = Watch.over(cluster, QUEUES);
        Connection client = Real.connect(cluster, "ACME")) {
      JetStreamManagement api = client.jetStreamManagement();
      api.addStream(stream("REFUSING", RetentionPolicy.WorkQueue, DiscardPolicy.New));
      addConsumer(api, "REFUSING", "hasty", 29_999, -1);
      addConsumer(api, "REFUSING", "resigned", 30_000, 9);
      addConsumer(api, "REFUSING", "both", 1_000, 1);
      addConsumer(api, "REFUSING", "patient", 30_000, 10);
      addConsumer(api, "REFUSING", "endless", 30_000, -1);
      api.addStream(stream("DROPPING", RetentionPolicy.WorkQueue, DiscardPolicy.Old));
      addConsumer(api, "DROPPING", "hasty", 1_000, 1);
      api.addStream(stream("LIMITED", RetentionPolicy.Limits, DiscardPolicy.New));
      addConsumer(api, "LIMITED", "hasty", 1_000, 1);
      assertThat(watch.found())
          .containsExactly(
              "OPT_SYS_024 stream//ACME/REFUSING consumer=both",
              "OPT_SYS_024 stream//ACME/REFUSING consumer=hasty",
              "OPT_SYS_024 stream//ACME/REFUSING consumer=resigned");

      api.deleteConsumer("REFUSING", "both");
      addConsumer(api, "REFUSING", "hasty", 30_000, -1);
      assertThat(watch.found())
          .containsExactly("OPT_SYS_024 stream//ACME/REFUSING consumer=resigned");
    }
  }

  private static StreamConfiguration stream(
      String name, RetentionPolicy retention, DiscardPolicy discard) {
    return StreamConfiguration.builder()
        .name(name)
        .subjects(name + ".>")
        .retentionPolicy(retention)
        .discardPolicy(discard)
        .maxMessages(1_000)
        .build();
  }

  /** Each takes a subject of its own: consumers of a work queue must not share messages. */
  private static void addConsumer(
      JetStreamManagement api, String stream, String name, long ackWaitMillis, long maxDeliver)
      throws Exception {
    api.addOrUpdateConsumer(
        stream,
        ConsumerConfiguration.builder()
            .durable(name)
            .filterSubject(stream + "." + name)
            .ackPolicy(AckPolicy.Explicit)
            .ackWait(Duration.ofMillis(ackWaitMillis))
            .maxDeliver(maxDeliver)
            .build());
  }
}
