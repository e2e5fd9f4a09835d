// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.Finding;
import io.natschecks.api.Severity;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.NatsCluster;
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
      PullConsumer full = consumer(client, "full", 10, "work.>");
      PullConsumer unlimited = consumer(client, "unlimited", -1, "work.>");
      List<Message> taken = full.take(7);
      unlimited.take(20);
      assertThat(watch.found()).isEmpty();

      full.take(1);
      assertThat(watch.found()).containsExactly("OPT_SYS_003 consumer//ACME/WORK/full");

      taken.get(0).ackSync(PullConsumer.PATIENCE);
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
      PullConsumer straggler = consumer(client, "straggler", 10, "work.>");
      Message left = straggler.take(1).get(0);
      PullConsumer orderly = consumer(client, "orderly", 10, "work.>");
      orderly.handle(60);
      straggler.handle(19);
      assertThat(watch.found()).as("twice max_ack_pending").isEmpty();

      straggler.handle(30);
      assertThat(severity(watch)).as("five times").isEqualTo(Severity.INFO);
      straggler.handle(1);
      assertThat(severity(watch)).isEqualTo(Severity.WARNING);

      left.ackSync(PullConsumer.PATIENCE);
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
      PullConsumer rare = consumer(client, "rare", -1, "work.rare");
      rare.take(2);
      assertThat(watch.found()).as("100 sequences apart").isEmpty();

      rare.take(1);
      assertThat(watch.found()).containsExactly("OPT_SYS_015 consumer//ACME/WORK/rare");
    }
  }

  private static Severity severity(Watch watch) throws Exception {
    Finding finding = watch.audit().findings().get(0).finding();
    assertThat(finding.key()).isEqualTo("OPT_SYS_015 consumer//ACME/WORK/straggler");
    return finding.severity();
  }

  private static void addStream(Connection client) throws Exception {
    client
        .jetStreamManagement()
        .addStream(StreamConfiguration.builder().name("WORK").subjects("work.>").build());
  }

  private static PullConsumer consumer(
      Connection client, String name, long maxAckPending, String filter) throws Exception {
    return PullConsumer.create(client, "WORK", name, filter, maxAckPending);
  }
}
