// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.NatsCluster;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OPT_SYS_002 on real consumers. Its window holds two real snapshots, one before the work and one
 * after it: what is compared are the deliveries between them.
 */
class RedeliveriesTest {

  private static final AuditConfig REDELIVERIES = AuditConfig.builder().only("OPT_SYS_002").build();

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsAConsumerOfWhichMoreThanATenthIsDeliveredAgain(String release) throws Exception {
    try (NatsCluster cluster = Real.oneServer("D", release);
        Connection client = Real.connect(cluster, "ACME")) {
      client
          .jetStreamManagement()
          .addStream(StreamConfiguration.builder().name("WORK").subjects("many", "few").build());
      Real.publish(client, "many", 100, 10);
      Real.publish(client, "few", 49, 10);
      PullConsumer failing = consumer(client, "failing", "many");
      PullConsumer sound = consumer(client, "sound", "many");
      PullConsumer seldom = consumer(client, "seldom", "few");
      try (Watch watch = Watch.over(cluster, REDELIVERIES)) {
        assertThat(watch.found()).isEmpty();

        List<Message> again = rejectFirst(failing, 100, 12);
        rejectFirst(sound, 100, 11);
        rejectFirst(seldom, 49, 49);
        assertThat(watch.found())
            .as("12 of 112, 11 of 111, and all of 98")
            .containsExactly("OPT_SYS_002 consumer//ACME/WORK/failing");
        assertThat(Real.gaps(Real.audit(cluster, REDELIVERIES), "OPT_SYS_002"))
            .as("one snapshot alone says nothing")
            .containsExactly(
                "consumer ACME/WORK/failing",
                "consumer ACME/WORK/seldom",
                "consumer ACME/WORK/sound");

        again.get(0).ackSync(PullConsumer.PATIENCE);
        assertThat(watch.found()).as("11 of 112").isEmpty();
      }
    }
  }

  /**
   * Takes all messages, turns down the first ones, acknowledges the others, and takes those again.
   */
  private static List<Message> rejectFirst(PullConsumer consumer, int count, int rejected)
      throws Exception {
    List<Message> messages = consumer.take(count);
    for (int i = 0; i < count; i++) {
      if (i < rejected) {
        messages.get(i).nak();
      } else {
        messages.get(i).ackSync(PullConsumer.PATIENCE);
      }
    }
    List<Message> again = consumer.take(rejected);
    assertThat(again).allMatch(message -> message.metaData().deliveredCount() == 2);
    return again;
  }

  private static PullConsumer consumer(Connection client, String name, String filter)
      throws Exception {
    return PullConsumer.create(client, "WORK", name, filter, 1_000);
  }
}
