// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Gap;
import io.natschecks.api.SkipReason;
import io.natschecks.api.history.Seen;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.core.FakeCheck;
import io.natschecks.core.registry.LoadProblem;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViewpointTest {

  private static final CheckResult PASSED = CheckResult.builder(1).lookedAt().build();

  @Test
  void sawAllWhereNothingIsMissing() {
    assertThat(Viewpoint.SYSTEM.sawAll(report(PASSED))).isTrue();
  }

  @Test
  void aPlainAccountIsOwedNothingOfTheServers() {
    CheckResult refused = CheckResult.skipped(SkipReason.REFUSED, "");

    assertThat(Viewpoint.ACCOUNT.sawAll(report(PASSED, refused))).isTrue();
    assertThat(Viewpoint.SYSTEM.sawAll(report(PASSED, refused))).isFalse();
    assertThat(Viewpoint.ACCOUNT.sawAll(report(refused))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "TIMED_OUT", "TRUNCATED", "MALFORMED"})
  void missesWhatTheDeploymentOwed(SkipReason reason) {
    CheckResult partial =
        CheckResult.builder(1).lookedAt().gap(new Gap("server n1", reason, "")).build();

    assertThat(Viewpoint.SYSTEM.sawAll(report(PASSED, CheckResult.skipped(reason, "")))).isFalse();
    assertThat(Viewpoint.SYSTEM.sawAll(report(partial))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"REFUSED", "TIMED_OUT", "TRUNCATED", "MALFORMED"})
  void doesNotMissWhatNobodyOwed(SkipReason reason) {
    assertThat(Viewpoint.SYSTEM.sawAll(report(PASSED, CheckResult.skipped(reason, "")))).isTrue();
  }

  @Test
  void missesSilentServersAndBrokenChecks() {
    SilentServer silent = new SilentServer("n3", null, null, "no answer");

    assertThat(Viewpoint.SYSTEM.sawAll(report(List.of(silent), List.of(), PASSED))).isFalse();
    assertThat(Viewpoint.SYSTEM.sawAll(report(PASSED, CheckResult.errored("x")))).isFalse();
    assertThat(
            Viewpoint.SYSTEM.sawAll(
                report(List.of(), List.of(new LoadProblem("org.acme.X", "gone")), PASSED)))
        .isFalse();
  }

  @Test
  void anAuditThatCouldJudgeNothingSawNothing() {
    CheckResult early = CheckResult.skipped(SkipReason.NO_PREVIOUS_SNAPSHOT, "");
    CheckResult absent = CheckResult.skipped(SkipReason.NOTHING_DEPLOYED, "");

    assertThat(Viewpoint.SYSTEM.sawAll(report(early))).isFalse();
    assertThat(Viewpoint.SYSTEM.sawAll(report(absent))).isTrue();
  }

  private static AuditReport report(CheckResult... results) {
    return report(List.of(), List.of(), results);
  }

  private static AuditReport report(
      List<SilentServer> silent, List<LoadProblem> problems, CheckResult... results) {
    return new AuditReport(
        Reports.NOW,
        "test",
        Duration.ZERO,
        Duration.ZERO,
        null,
        List.of(),
        List.of(),
        List.of(),
        Stream.of(results)
            .map(
                each ->
                    new CheckOutcome(FakeCheck.describe("ACME_001").build(), each, Duration.ZERO))
            .toList(),
        Coverage.builder().build(),
        List.of(),
        silent,
        problems,
        new AuditHistory(Duration.ofHours(24), Seen.NOTHING, null, null),
        AcceptedFindings.NONE,
        Overview.NONE);
  }
}
