// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.Severity;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.NatsCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_SYS_003 and OPT_SYS_015 on real consumers: work that is not acknowledged. */
class UnacknowledgedWorkTest {

  private static final AuditConfig ACKS =
      AuditConfig.builder().only("OPT_SYS_003", "OPT_SYS_015").build();

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsAConsumerFromEightOfTenPendingAcknowledgementsOn(String release) throws Exception {
    try (NatsCluster cluster = Real.oneServer("K", release);
        Watch watch = Watch.over(cluster, ACKS);
        Connection client = Real.connect(cluster, "ACME")) {
      addStream(client);
      Real.publish(client, "work.common", 20, 10);
      JetStreamSubscription full = consumer(client, "full", 10, "work.>");
      JetStreamSubscription unlimited = consumer(client, "unlimited", -1, "work.>");
      List<Message> taken = take(full, 7);
      take(unlimited, 20);
      assertThat(watch.found()).isEmpty();

      take(full, 1);
      assertThat(watch.found()).containsExactly("OPT_SYS_003 consumer//ACME/WORK/full");

      taken.get(0).ackSync(PATIENCE);
      assertThat(watch.found()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsAConsumerThatHasLeftAMessageFarBehind(String release) throws Exception {
    try (NatsCluster cluster = Real.oneServer("F", release);
        Watch watch = Watch.over(cluster, ACKS);
        Connection client = Real.connect(cluster, "ACME")) {
      addStream(client);
      Real.publish(client, "work.common", 60, 10);
      JetStreamSubscription straggler = consumer(client, "straggler", 10, "work.>");
      Message left = take(straggler, 1).get(0);
      JetStreamSubscription orderly = consumer(client, "orderly", 10, "work.>");
      handle(orderly, 60);
      handle(straggler, 19);
      assertThat(watch.found()).as("twice max_ack_pending").isEmpty();

      handle(straggler, 30);
      assertThat(severity(watch)).as("five times").isEqualTo(Severity.INFO);
      handle(straggler, 1);
      assertThat(severity(watch)).isEqualTo(Severity.WARNING);

      left.ackSync(PATIENCE);
      assertThat(watch.found()).isEmpty();
    }
  }

  /** The bound without max_ack_pending is lowered from 100,000 to 100 sequences. */
  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsAFilteredConsumerBeyondALoweredGap(String release) throws Exception {
    AuditConfig lowered =
        AuditConfig.builder()
            .only("OPT_SYS_003", "OPT_SYS_015")
            .parameter("OPT_SYS_015", "warn_abs", 100)
            .build();
    try (NatsCluster cluster = Real.oneServer("G", release);
        Watch watch = Watch.over(cluster, lowered);
        Connection client = Real.connect(cluster, "ACME")) {
      addStream(client);
      Real.publish(client, "work.rare", 1, 10);
      Real.publish(client, "work.common", 98, 10);
      Real.publish(client, "work.rare", 2, 10);
      JetStreamSubscription rare = consumer(client, "rare", -1, "work.rare");
      take(rare, 2);
      assertThat(watch.found()).as("100 sequences apart").isEmpty();

      take(rare, 1);
      assertThat(watch.found()).containsExactly("OPT_SYS_015 consumer//ACME/WORK/rare");
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static Severity severity(Watch watch) throws Exception {
    var finding = watch.audit().findings().get(0).finding();
    assertThat(finding.key()).isEqualTo("OPT_SYS_015 consumer//ACME/WORK/straggler");
    return finding.severity();
  }

  private static void addStream(Connection client) throws Exception {
    client
        .jetStreamManagement()
        .addStream(StreamConfiguration.builder().name("WORK").subjects("work.>").build());
  }

  private static JetStreamSubscription consumer(
      Connection client, String name, long maxAckPending, String filter) throws Exception {
    return client
        .jetStream()
        .subscribe(
            filter,
            PullSubscribeOptions.builder().stream("WORK")
                .configuration(
                    ConsumerConfiguration.builder()
                        .durable(name)
                        .ackPolicy(AckPolicy.Explicit)
                        .ackWait(Duration.ofMinutes(5))
                        .maxAckPending(maxAckPending)
                        .build())
                .build());
  }

  private static List<Message> take(JetStreamSubscription consumer, int count) {
    List<Message> messages = consumer.fetch(count, PATIENCE);
    assertThat(messages).hasSize(count);
    return messages;
  }

  private static void handle(JetStreamSubscription consumer, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      take(consumer, 1).get(0).ackSync(PATIENCE);
    }
  }
}
