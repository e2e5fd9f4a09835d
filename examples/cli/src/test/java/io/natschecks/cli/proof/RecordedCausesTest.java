// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Kind;
import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.Health;
import io.natschecks.core.report.Incident;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What explains what in recorded clusters with faults that were made for real. */
class RecordedCausesTest {

  private static Recordings recordings;

  @BeforeAll
  static void unpack(@TempDir Path folder) throws Exception {
    recordings = Recordings.unpackedInto(folder);
  }

  @Test
  void aStoppedServerExplainsItsOfflineReplicas() throws Exception {
    for (String release : List.of("2.9.10", "2.10.27", "2.15.1")) {
      AuditReport report = recordings.audit(release + "/fault-a-one-of-three-down");

      assertThat(operational(report))
          .as(release)
          .containsExactly(Map.entry("META_001 server/C1/n3", Map.of("CONSUMER_001", 5L)));
      assertThat(report.count(Severity.CRITICAL)).isEqualTo(1);
      assertThat(report.health()).isEqualTo(Health.CRITICAL);
    }
  }

  @Test
  void aLameDuckExplainsThatItIsOffline() throws Exception {
    AuditReport report = recordings.audit("2.15.1/fault-g-lame-duck");

    assertThat(operational(report))
        .containsExactly(
            Map.entry("SERVER_001 server/C1/n3", Map.of("META_001", 1L, "CONSUMER_001", 5L)));
  }

  @Test
  void twoStoppedServersExplainWhatLostItsQuorum() throws Exception {
    AuditReport report = recordings.audit("2.15.1/fault-b-two-of-three-down");

    assertThat(operational(report))
        .containsOnlyKeys("META_001 server/C1/n2", "META_001 server/C1/n3")
        .containsEntry(
            "META_001 server/C1/n2",
            Map.of(
                "META_006", 1L,
                "JETSTREAM_008", 4L,
                "CONSUMER_003", 5L,
                "SERVER_014", 1L,
                "OPT_SYS_009", 10L));
    assertThat(report.count(Severity.CRITICAL)).isEqualTo(2);
  }

  @Test
  void aServerThatCouldNotRecoverStreamsExplainsThatTheyLagThere() throws Exception {
    AuditReport report = recordings.audit("2.15.1/fault-c-account-jwt-restored-late");

    assertThat(operational(report))
        .containsEntry("SERVER_015 server/C1/n3", Map.of("JETSTREAM_001", 3L));
  }

  /** How many findings of which check each operational cause explains. */
  private static Map<String, Map<String, Long>> operational(AuditReport report) {
    Map<String, Map<String, Long>> explained = new TreeMap<>();
    for (Incident incident : report.incidents()) {
      if (incident.cause().check().kind() == Kind.OPERATIONAL) {
        Map<String, Long> consequences = new TreeMap<>();
        incident
            .consequences()
            .forEach(each -> consequences.merge(each.finding().code(), 1L, Long::sum));
        explained.put(incident.cause().finding().key(), consequences);
      }
    }
    return explained;
  }
}
