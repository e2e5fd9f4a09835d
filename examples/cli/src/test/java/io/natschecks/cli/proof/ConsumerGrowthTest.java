// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerConfiguration;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.NatsCluster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OPT_SYS_025 on real streams. Its window holds real snapshots one after the other; the growth that
 * is reported is lowered from 500 consumers to 20.
 */
class ConsumerGrowthTest {

  private static final AuditConfig GROWTH =
      AuditConfig.builder()
          .only("OPT_SYS_025")
          .parameter("OPT_SYS_025", "min_total_growth", 20)
          .build();

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsAStreamThatGainsTheLoweredNumberOfConsumersSteadily(String release) throws Exception {
    try (NatsCluster cluster = Real.oneServer("G", release);
        Watch watch = Watch.over(cluster, GROWTH);
        Connection client = Real.connect(cluster, "ACME")) {
      JetStreamManagement api = client.jetStreamManagement();
      for (String stream : new String[] {"GROWING", "STEADY", "SWAYING", "SLOW"}) {
        api.addStream(Real.stream(stream).build());
      }
      add(api, "STEADY", 0, 30);
      add(api, "SWAYING", 0, 10);
      for (int i = 0; i < 4; i++) {
        assertThat(Real.gaps(watch.audit(), "OPT_SYS_025"))
            .as("%d snapshots are not enough", i + 1)
            .hasSize(4);
        add(api, "GROWING", i * 5, i * 5 + 5);
        add(api, "SLOW", i * 5, i == 3 ? 19 : i * 5 + 5);
        sway(api, i);
      }
      assertThat(watch.found()).containsExactly("OPT_SYS_025 stream//ACME/GROWING");

      remove(api, "GROWING", 19, 20);
      assertThat(watch.found()).as("19 more than at first").isEmpty();
    }
  }

  /** Gains more than any other, but loses one in every second step. */
  private static void sway(JetStreamManagement api, int step) throws Exception {
    if (step % 2 == 0) {
      remove(api, "SWAYING", step, step + 1);
    } else {
      add(api, "SWAYING", step * 100, step * 100 + 30);
    }
  }

  private static void add(JetStreamManagement api, String stream, int from, int to)
      throws Exception {
    for (int i = from; i < to; i++) {
      api.addOrUpdateConsumer(stream, ConsumerConfiguration.builder().durable("c" + i).build());
    }
  }

  private static void remove(JetStreamManagement api, String stream, int from, int to)
      throws Exception {
    for (int i = from; i < to; i++) {
      api.deleteConsumer(stream, "c" + i);
    }
  }
}
