// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Entity;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.Gap;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.history.Seen;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.core.registry.CheckRegistry;
import io.natschecks.core.registry.LoadProblem;
import io.natschecks.core.report.AcceptedFindings;
import io.natschecks.core.report.AuditHistory;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.CheckOutcome;
import io.natschecks.core.report.Overview;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExitStatusTest {

  private static final CheckDescriptor CHECK = CheckRegistry.load().descriptors().get(0);
  private static final CheckResult PASSED = passed().build();
  private static final List<SilentServer> NONE = List.of();

  @Test
  void isGoodWithNothingFoundAndNothingMissing() {
    assertThat(of(report(List.of(), NONE, PASSED), Severity.INFO)).isEqualTo(ExitStatus.OK);
  }

  @Test
  void countsFindingsFromTheSeverityOn() {
    AuditReport warning = report(List.of(Severity.WARNING, Severity.INFO), NONE, PASSED);

    assertThat(of(warning, Severity.INFO)).isEqualTo(ExitStatus.FINDINGS);
    assertThat(of(warning, Severity.WARNING)).isEqualTo(ExitStatus.FINDINGS);
    assertThat(of(warning, Severity.CRITICAL)).isEqualTo(ExitStatus.OK);
  }

  @Test
  void aPlainAccountIsOwedNothingOfTheServers() {
    CheckResult refused = CheckResult.skipped(SkipReason.REFUSED, "");

    assertThat(ExitStatus.ofOwnAccount(report(List.of(), NONE, PASSED, refused), Severity.INFO))
        .isEqualTo(ExitStatus.OK);
    assertThat(ExitStatus.ofOwnAccount(report(List.of(), NONE, refused), Severity.INFO))
        .isEqualTo(ExitStatus.INCOMPLETE);
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "TIMED_OUT", "TRUNCATED", "MALFORMED"})
  void missesWhatTheDeploymentOwed(SkipReason reason) {
    assertThat(of(report(List.of(), NONE, PASSED, CheckResult.skipped(reason, "")), Severity.INFO))
        .isEqualTo(ExitStatus.INCOMPLETE);
    CheckResult partial = passed().gap(new Gap("server n1", reason, "")).build();
    assertThat(of(report(List.of(), NONE, partial), Severity.INFO))
        .isEqualTo(ExitStatus.INCOMPLETE);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"REFUSED", "TIMED_OUT", "TRUNCATED", "MALFORMED"})
  void doesNotMissWhatNobodyOwed(SkipReason reason) {
    assertThat(of(report(List.of(), NONE, PASSED, CheckResult.skipped(reason, "")), Severity.INFO))
        .isEqualTo(ExitStatus.OK);
  }

  @Test
  void missesSilentServers() {
    List<SilentServer> silent = List.of(new SilentServer("n3", null, null, "no answer"));
    assertThat(of(report(List.of(), silent, PASSED), Severity.INFO))
        .isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void missesChecksThatBroke() {
    assertThat(of(report(List.of(), NONE, PASSED, CheckResult.errored("x")), Severity.INFO))
        .isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void findingsWinOverWhatIsMissing() {
    CheckResult refused = CheckResult.skipped(SkipReason.REFUSED, "");
    assertThat(of(report(List.of(Severity.CRITICAL), NONE, refused), Severity.CRITICAL))
        .isEqualTo(ExitStatus.FINDINGS);
    assertThat(of(report(List.of(Severity.WARNING), NONE, refused), Severity.CRITICAL))
        .isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void anAuditThatCouldJudgeNothingIsNoGoodOne() {
    CheckResult early = CheckResult.skipped(SkipReason.NO_PREVIOUS_SNAPSHOT, "");
    assertThat(of(report(List.of(), NONE, early), Severity.INFO)).isEqualTo(ExitStatus.INCOMPLETE);
    CheckResult absent = CheckResult.skipped(SkipReason.NOTHING_DEPLOYED, "");
    assertThat(of(report(List.of(), NONE, absent), Severity.INFO)).isEqualTo(ExitStatus.OK);
  }

  private static int of(AuditReport report, Severity failOn) {
    return ExitStatus.of(report, failOn);
  }

  private static CheckResult.Builder passed() {
    return CheckResult.builder(10).lookedAt();
  }

  private static AuditReport report(
      List<Severity> findings, List<SilentServer> silent, CheckResult... results) {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    return new AuditReport(
        now,
        "test",
        Duration.ZERO,
        Duration.ZERO,
        null,
        findings.stream().map(severity -> finding(severity, now)).toList(),
        List.of(),
        List.of(),
        List.of(results).stream()
            .map(result -> new CheckOutcome(CHECK, result, Duration.ZERO))
            .toList(),
        Coverage.builder().build(),
        List.of(),
        silent,
        List.<LoadProblem>of(),
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
