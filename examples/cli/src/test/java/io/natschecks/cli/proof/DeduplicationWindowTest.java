// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.Severity;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditReport;
import io.natschecks.testkit.server.NatsCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_SYS_019 on real streams. The rate is that between two real snapshots, seconds apart. */
class DeduplicationWindowTest {

  private static final AuditConfig WINDOWS = AuditConfig.builder().only("OPT_SYS_019").build();

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsBusyStreamsThatRememberMessageIdsForMoreThanAnHour(String release) throws Exception {
    try (NatsCluster cluster = Real.oneServer("W", release);
        Watch watch = Watch.over(cluster, WINDOWS);
        Connection client = Real.connect(cluster, "ACME")) {
      List<StreamConfiguration.Builder> streams =
          List.of(
              stream("HOUR", 60),
              stream("LONG", 61),
              stream("LONGEST", 361),
              stream("FULL", 61).maxMessages(10),
              stream("IDLE", 361));
      for (StreamConfiguration.Builder each : streams) {
        client.jetStreamManagement().addStream(each.build());
      }
      publish(client, 20, "HOUR", "LONG", "LONGEST", "FULL", "IDLE");
      AuditReport first = watch.audit();
      assertThat(Real.found(first)).isEmpty();
      assertThat(Real.gaps(first, "OPT_SYS_019"))
          .as("one snapshot alone knows no rate")
          .containsExactly(
              "stream ACME/FULL", "stream ACME/IDLE", "stream ACME/LONG", "stream ACME/LONGEST");

      publish(client, 1_000, "HOUR", "LONG", "LONGEST", "FULL");
      assertThat(severities(watch.audit()))
          .isEqualTo(
              Map.of(
                  "OPT_SYS_019 stream//ACME/FULL", Severity.INFO,
                  "OPT_SYS_019 stream//ACME/LONG", Severity.INFO,
                  "OPT_SYS_019 stream//ACME/LONGEST", Severity.WARNING));

      assertThat(watch.found()).as("nothing was published since").isEmpty();
    }
  }

  private static StreamConfiguration.Builder stream(String name, int minutes) {
    return Real.stream(name).duplicateWindow(Duration.ofMinutes(minutes));
  }

  private static void publish(Connection client, int count, String... streams) throws Exception {
    for (String stream : streams) {
      Real.publish(client, stream, count, 1);
    }
  }

  private static Map<String, Severity> severities(AuditReport report) {
    return report.findings().stream()
        .collect(Collectors.toMap(each -> each.finding().key(), each -> each.finding().severity()));
  }
}
