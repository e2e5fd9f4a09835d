// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.Kind;
import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditReport;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SERVER_005, SERVER_017, SERVER_019 and JETSTREAM_007 on a real server with small stores. */
class StorePressureTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsStoresThatFillUp(String release) throws Exception {
    try (NatsCluster cluster =
        NatsCluster.named("P")
            .servers(1, NatsServerBinary.release(release))
            .jetStream()
            .account("ACME", "acme", "secret", "jetstream: enabled")
            .start()) {
      NatsServerProcess server = cluster.server("p1");
      server.stop();
      server.rewriteConfiguration(
          text ->
              text.replace("max_memory_store: 256MB", "max_memory_store: 1000000")
                  .replace("max_file_store: 1GB", "max_file_store: 1000000"));
      server.restart();
      try (Watch watch = Watch.over(cluster);
          Connection client = Real.connect(cluster, "ACME")) {
        JetStreamManagement api = client.jetStreamManagement();
        api.addStream(stream("DISK", StorageType.File));
        api.addStream(stream("MEMORY", StorageType.Memory));
        publish(client, "DISK", 85);
        publish(client, "MEMORY", 85);
        assertThat(watch.found()).isEmpty();

        // Nothing is reserved, so all four measure against what the server may use.
        publish(client, "DISK", 6);
        publish(client, "MEMORY", 6);
        assertThat(severities(watch.audit()))
            .isEqualTo(
                Map.of(
                    "SERVER_005 server//p1", Severity.WARNING,
                    "SERVER_017 server//p1", Severity.WARNING,
                    "SERVER_019 server//p1", Severity.WARNING));

        publish(client, "DISK", 5);
        publish(client, "MEMORY", 5);
        assertThat(severities(watch.audit()))
            .isEqualTo(
                Map.of(
                    "SERVER_005 server//p1", Severity.WARNING,
                    "SERVER_017 server//p1", Severity.WARNING,
                    "SERVER_019 server//p1", Severity.CRITICAL,
                    "JETSTREAM_007 server//p1", Severity.CRITICAL));
      }
    }
  }

  private static StreamConfiguration stream(String name, StorageType storage) {
    return StreamConfiguration.builder().name(name).subjects(name).storageType(storage).build();
  }

  /** Each message takes 10,000 bytes of the store, give or take a few. */
  private static void publish(Connection client, String subject, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      client.jetStream().publish(subject, new byte[9_970]);
    }
  }

  private static Map<String, Severity> severities(AuditReport report) {
    Map<String, Severity> severities = new TreeMap<>();
    report.findings().stream()
        .filter(each -> each.check().kind() == Kind.OPERATIONAL)
        .forEach(each -> severities.put(each.finding().key(), each.finding().severity()));
    return severities;
  }
}
