// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.NatsCluster;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_SYS_001 on real streams: each limit alone is enough, and an archive needs none. */
class UnlimitedStreamsTest {

  private static final AuditConfig LIMITS = AuditConfig.builder().only("OPT_SYS_001").build();

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsTheStreamsThatHaveNoLimitAtAll(String release) throws Exception {
    try (NatsCluster cluster = Real.oneServer("L", release);
        Watch watch = Watch.over(cluster, LIMITS);
        Connection client = Real.connect(cluster, "ACME")) {
      JetStreamManagement api = client.jetStreamManagement();
      api.addStream(Real.stream("ENDLESS").build());
      api.addStream(Real.stream("CONSUMERS").maxConsumers(5).build());
      api.addStream(Real.stream("BYTES").maxBytes(1_000_000).build());
      api.addStream(Real.stream("MESSAGES").maxMessages(1_000).build());
      api.addStream(Real.stream("AGE").maxAge(Duration.ofDays(365)).build());
      api.addStream(Real.stream("SUBJECTS").maxMessagesPerSubject(1).build());
      api.addStream(Real.stream("ARCHIVE").build());
      api.updateStream(
          StreamConfiguration.builder(api.getStreamInfo("ARCHIVE").getConfiguration())
              .seal()
              .build());
      client.keyValueManagement().create(KeyValueConfiguration.builder().name("state").build());
      assertThat(watch.found())
          .containsExactly(
              "OPT_SYS_001 stream//ACME/CONSUMERS", "OPT_SYS_001 stream//ACME/ENDLESS");

      api.updateStream(Real.stream("ENDLESS").maxBytes(1_000_000).build());
      assertThat(watch.found()).containsExactly("OPT_SYS_001 stream//ACME/CONSUMERS");
    }
  }
}
