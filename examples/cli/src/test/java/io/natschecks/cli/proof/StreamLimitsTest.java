// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JETSTREAM_003, JETSTREAM_010, JETSTREAM_011 and CHANGE_004 on real streams with limits. */
class StreamLimitsTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsFullStreamsFromNinetyPercentOn(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("F")
                .servers(1, NatsServerBinary.release(release))
                .jetStream()
                .account("ACME", "acme", "secret", "jetstream: enabled")
                .start();
        Watch watch = Watch.over(cluster);
        Connection client = Real.connect(cluster, "ACME")) {
      JetStreamManagement api = client.jetStreamManagement();
      api.addStream(stream("MESSAGES").maxMessages(100).build());
      // A message of 968 bytes takes 1,000 with its subject and header.
      api.addStream(stream("BYTES").maxBytes(100_000).build());
      api.addStream(stream("CONSUMERS").maxConsumers(10).build());
      publish(client, "MESSAGES", 89, 10);
      publish(client, "BYTES", 85, 968);
      addConsumers(api, 0, 8);
      assertThat(watch.found()).isEmpty();

      publish(client, "MESSAGES", 1, 10);
      publish(client, "BYTES", 10, 968);
      addConsumers(api, 8, 9);
      assertThat(watch.found("SERVER_017"))
          .containsExactly(
              "JETSTREAM_003 stream//ACME/MESSAGES",
              "JETSTREAM_010 stream//ACME/BYTES",
              "JETSTREAM_011 stream//ACME/CONSUMERS");

      api.updateStream(stream("MESSAGES").maxMessages(1_000).build());
      assertThat(watch.found("SERVER_017"))
          .containsExactly(
              "CHANGE_004 stream//ACME/MESSAGES",
              "JETSTREAM_010 stream//ACME/BYTES",
              "JETSTREAM_011 stream//ACME/CONSUMERS");
    }
  }

  private static StreamConfiguration.Builder stream(String name) {
    return StreamConfiguration.builder().name(name).subjects(name);
  }

  private static void publish(Connection client, String subject, int count, int size)
      throws Exception {
    for (int i = 0; i < count; i++) {
      client.jetStream().publish(subject, new byte[size]);
    }
  }

  private static void addConsumers(JetStreamManagement api, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      api.addOrUpdateConsumer(
          "CONSUMERS", ConsumerConfiguration.builder().durable("c" + i).build());
    }
  }
}
