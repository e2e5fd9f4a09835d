// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.KeyValueManagement;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.NatsCluster;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_SYS_018 and OPT_SYS_020 on real streams, with the defaults: gaps behind an old message. */
class InteriorDeletesTest {

  private static final AuditConfig DELETES =
      AuditConfig.builder().only("OPT_SYS_018", "OPT_SYS_020").build();

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsAStreamWithAThousandDeletesThatAreNearlyAllOfIt(String release) throws Exception {
    try (NatsCluster cluster = Real.oneServer("D", release);
        Watch watch = Watch.over(cluster, DELETES);
        Connection client = Real.connect(cluster, "ACME")) {
      JetStreamManagement api = client.jetStreamManagement();
      api.addStream(latestOnly("STUCK", "stuck.*"));
      api.addStream(latestOnly("MOVING", "moving.*"));
      api.addStream(latestOnly("HALF", "half.*"));
      Real.publish(client, "moving.hot", 1_500, 1);
      // 1,000 of 2,000 sequences are gone, and 1,000 messages are left.
      Real.publish(client, "half.old", 1, 1);
      for (int i = 0; i < 998; i++) {
        client.publish("half.kept" + i, new byte[1]);
      }
      Real.publish(client, "half.hot", 1_001, 1);
      Real.publish(client, "stuck.old", 1, 1);
      Real.publish(client, "stuck.hot", 1_000, 1);
      assertThat(watch.found()).as("999 deletes").isEmpty();

      Real.publish(client, "stuck.hot", 1, 1);
      assertThat(watch.found()).containsExactly("OPT_SYS_018 stream//ACME/STUCK");

      Real.publish(client, "stuck.old", 1, 1);
      assertThat(watch.found()).as("the old message is a new one now").isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsABucketWithoutExpiryAboveHundredThousandDeletes(String release) throws Exception {
    try (NatsCluster cluster = Real.oneServer("K", release);
        Watch watch = Watch.over(cluster, DELETES);
        Connection client = Real.connect(cluster, "ACME")) {
      KeyValueManagement buckets = client.keyValueManagement();
      buckets.create(bucket().build());
      Real.publish(client, "$KV.state.old", 1, 1);
      Real.publish(client, "$KV.state.hot", 100_001, 1);
      assertThat(watch.found())
          .as("100,000 deletes")
          .containsExactly("OPT_SYS_018 stream//ACME/KV_state");

      Real.publish(client, "$KV.state.hot", 1, 1);
      assertThat(watch.found())
          .containsExactly(
              "OPT_SYS_018 stream//ACME/KV_state", "OPT_SYS_020 stream//ACME/KV_state");

      buckets.update(bucket().ttl(Duration.ofDays(1)).build());
      assertThat(watch.found())
          .as("its values expire now")
          .containsExactly("OPT_SYS_018 stream//ACME/KV_state");
    }
  }

  private static StreamConfiguration latestOnly(String name, String subjects) {
    return StreamConfiguration.builder()
        .name(name)
        .subjects(subjects)
        .maxMessagesPerSubject(1)
        .build();
  }

  private static KeyValueConfiguration.Builder bucket() {
    return KeyValueConfiguration.builder().name("state").storageType(StorageType.Memory);
  }
}
