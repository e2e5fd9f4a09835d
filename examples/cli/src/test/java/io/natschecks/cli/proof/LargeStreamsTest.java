// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.CompressionOption;
import io.nats.client.api.StorageType;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditReport;
import io.natschecks.testkit.server.NatsCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_COST_002 and OPT_COST_004 on real streams: large ones in memory, and uncompressed ones. */
class LargeStreamsTest {

  private static final AuditConfig DEFAULTS =
      AuditConfig.builder().only("OPT_COST_002", "OPT_COST_004").build();

  /** From 1 GiB to 10 MiB. */
  private static final AuditConfig LOWERED =
      DEFAULTS.toBuilder().parameter("OPT_COST_004", "max_uncompressed_gib", 10.0 / 1024).build();

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsAStreamInMemoryAboveTheDefaultOfHundredMebibytes(String release) throws Exception {
    try (NatsCluster cluster = Real.oneServer("M", release);
        Watch watch = Watch.over(cluster, DEFAULTS);
        Connection client = Real.connect(cluster, "ACME")) {
      JetStreamManagement api = client.jetStreamManagement();
      api.addStream(Real.stream("MEMORY").storageType(StorageType.Memory).build());
      api.addStream(Real.stream("SMALL").storageType(StorageType.Memory).build());
      api.addStream(Real.stream("DISK").build());
      Real.publish(client, "SMALL", 1, 1_000_000);
      Real.publish(client, "DISK", 105, 1_000_000);
      Real.publish(client, "MEMORY", 104, 1_000_000);
      assertThat(watch.found()).isEmpty();

      Real.publish(client, "MEMORY", 1, 1_000_000);
      assertThat(watch.found()).containsExactly("OPT_COST_002 stream//ACME/MEMORY");

      api.purgeStream("MEMORY");
      assertThat(watch.found()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsAnUncompressedStreamAboveALoweredSize(String release) throws Exception {
    try (NatsCluster cluster = Real.oneServer("U", release);
        Watch watch = Watch.over(cluster, LOWERED);
        Connection client = Real.connect(cluster, "ACME")) {
      JetStreamManagement api = client.jetStreamManagement();
      api.addStream(Real.stream("PLAIN").build());
      api.addStream(Real.stream("PACKED").compressionOption(CompressionOption.S2).build());
      api.addStream(Real.stream("MEMORY").storageType(StorageType.Memory).build());
      Real.publish(client, "PLAIN", 10, 1_000_000);
      Real.publish(client, "PACKED", 11, 1_000_000);
      Real.publish(client, "MEMORY", 11, 1_000_000);
      assertThat(watch.found()).isEmpty();

      Real.publish(client, "PLAIN", 1, 1_000_000);
      assertThat(watch.found()).containsExactly("OPT_COST_004 stream//ACME/PLAIN");

      api.updateStream(Real.stream("PLAIN").compressionOption(CompressionOption.S2).build());
      assertThat(watch.found()).isEmpty();
    }
  }

  @Test
  void saysThatAServerWhichCannotCompressWasNotLookedAt() throws Exception {
    try (NatsCluster cluster = Real.oneServer("O", "2.9");
        Connection client = Real.connect(cluster, "ACME")) {
      client.jetStreamManagement().addStream(Real.stream("PLAIN").build());
      Real.publish(client, "PLAIN", 11, 1_000_000);

      AuditReport report = Real.audit(cluster, LOWERED);
      assertThat(Real.found(report)).isEmpty();
      assertThat(Real.gaps(report, "OPT_COST_004")).containsExactly("stream ACME/PLAIN");
    }
  }
}
