// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Entity;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.Severity;
import io.natschecks.api.history.Seen;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.core.registry.CheckRegistry;
import io.natschecks.core.report.AcceptedFindings;
import io.natschecks.core.report.AuditHistory;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.Overview;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExitStatusTest {

  private static final CheckDescriptor CHECK = CheckRegistry.load().descriptors().get(0);

  @Test
  void isGoodWithNothingFoundAndNothingMissing() {
    assertThat(ExitStatus.of(report(), Severity.INFO, true)).isEqualTo(ExitStatus.OK);
  }

  @Test
  void countsFindingsFromTheSeverityOn() {
    AuditReport warning = report(Severity.WARNING, Severity.INFO);

    assertThat(ExitStatus.of(warning, Severity.INFO, true)).isEqualTo(ExitStatus.FINDINGS);
    assertThat(ExitStatus.of(warning, Severity.WARNING, true)).isEqualTo(ExitStatus.FINDINGS);
    assertThat(ExitStatus.of(warning, Severity.CRITICAL, true)).isEqualTo(ExitStatus.OK);
  }

  @Test
  void findingsWinOverWhatIsMissing() {
    assertThat(ExitStatus.of(report(Severity.CRITICAL), Severity.CRITICAL, false))
        .isEqualTo(ExitStatus.FINDINGS);
    assertThat(ExitStatus.of(report(Severity.WARNING), Severity.CRITICAL, false))
        .isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void frozenFindingsDoNotCount() {
    assertThat(ExitStatus.of(report(Severity.CRITICAL), null, true)).isEqualTo(ExitStatus.OK);
    assertThat(ExitStatus.of(report(Severity.CRITICAL), null, false))
        .isEqualTo(ExitStatus.INCOMPLETE);
  }

  private static AuditReport report(Severity... findings) {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    return new AuditReport(
        now,
        "test",
        Duration.ZERO,
        Duration.ZERO,
        null,
        Stream.of(findings).map(severity -> finding(severity, now)).toList(),
        List.of(),
        List.of(),
        List.of(),
        Coverage.builder().build(),
        List.of(),
        List.of(),
        List.of(),
        new AuditHistory(Duration.ofHours(24), Seen.NOTHING, null, null),
        AcceptedFindings.NONE,
        Overview.NONE);
  }

  private static AuditedFinding finding(Severity severity, Instant since) {
    Finding finding =
        new Finding(
            CHECK.code(), severity, new Entity.Cluster("C"), "", "cluster C: bad", Evidence.NONE);
    return new AuditedFinding(finding, CHECK, AuditedFinding.State.NEW, since);
  }
}
