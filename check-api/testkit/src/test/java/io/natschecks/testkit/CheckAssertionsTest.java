// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import static io.natschecks.testkit.CheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CheckAssertionsTest {

  private static final CheckResult FAILED =
      CheckTester.of(SampleChecks.manyConnections())
          .with(SampleChecks.MOST, 12L)
          .run(
              Deployments.healthy()
                  .statistics("a1", a1 -> a1.connections(13))
                  .statistics("b2", b2 -> b2.connections(20))
                  .snapshot());
  private static final CheckResult SKIPPED = CheckResult.skipped(SkipReason.REFUSED, "VARZ");
  private static final CheckResult PASSED = CheckResult.builder(1).lookedAt().build();

  @Test
  void holdWhatIsSo() {
    assertThat(PASSED).passed().findsNothing().lookedAt(1).notLookedAt(0);
    assertThat(SKIPPED).skipped().skipped(SkipReason.REFUSED).findsNothing();
    assertThat(FAILED).failed().hasFindings(2).findsExactly("server B/b2", "server/A/a1");
    assertThat(FAILED.findings().get(0))
        .hasKey("SAMPLE_001 server/A/a1")
        .hasMessageContaining("13 connections")
        .hasEvidence("connections", 13)
        .hasEvidence("connections", "13 connections")
        .hasSeverity(Severity.WARNING);
  }

  @Test
  void showTheResultWhenTheyFail() {
    fails(() -> assertThat(FAILED).passed())
        .hasMessageContaining("expected to be PASSED")
        .hasMessageContaining("FAILED, looked at 7, not at 0")
        .hasMessageContaining("WARNING SAMPLE_001 server/A/a1")
        .hasMessageContaining("OBSERVED connections=13 connections");
    fails(() -> assertThat(SKIPPED).skipped(SkipReason.TIMED_OUT))
        .hasMessageContaining("SKIPPED REFUSED (VARZ)");
  }

  @Test
  void sayWhatWasWantedOfAResult() {
    says(() -> assertThat(PASSED).failed(), "to be FAILED");
    says(() -> assertThat(PASSED).skipped(), "to be SKIPPED");
    says(() -> assertThat(PASSED).errored(), "to be ERRORED");
    says(() -> assertThat(PASSED).lookedAt(2), "to have looked at 2");
    says(() -> assertThat(PASSED).notLookedAt(1), "to have left out 1");
    says(
        () -> assertThat(PASSED).hasGap("server A/a1", SkipReason.REFUSED),
        "to have left out server A/a1 for the reason REFUSED");
    says(() -> assertThat(PASSED).hasForecasts(1), "to have 1 forecast");
    says(() -> assertThat(FAILED).findsNothing(), "to find nothing");
    says(() -> assertThat(FAILED).hasFindings(1), "to have 1 finding");
    says(() -> assertThat(FAILED).onlyFinding(), "to have 1 finding");
    says(() -> assertThat(FAILED).finding("server A/a2"), "to have a finding about server A/a2");
    says(
        () -> assertThat(FAILED).findsExactly("server A/a1", "server A/a1"),
        "to find exactly [server A/a1, server A/a1]");
  }

  private static void says(ThrowingCallable call, String wanted) {
    fails(call).hasMessageContaining("expected " + wanted + ", but it is\n");
  }

  @Test
  void sayWhatWasWantedOfAFinding() {
    FindingAssert finding = assertThat(FAILED).finding("server A/a1");
    saysOfFinding(() -> finding.hasMessage("other"), "the message other");
    saysOfFinding(() -> finding.hasMessageContaining("14"), "a message with 14");
    saysOfFinding(() -> finding.hasSeverity(Severity.INFO), "the severity INFO");
    saysOfFinding(() -> finding.hasKey("other"), "the key other");
    saysOfFinding(() -> finding.hasObserved(14), "the observed value 14.0");
    saysOfFinding(() -> finding.hasLimit(14), "the limit 14.0");
    saysOfFinding(() -> finding.hasEvidence("other", 1), "the evidence other=1.0");
    saysOfFinding(() -> finding.hasEvidence("other", "1"), "the evidence other=1");
  }

  private static void saysOfFinding(ThrowingCallable call, String wanted) {
    fails(call)
        .hasMessageContaining("expected " + wanted + ",\nbut the finding is\n")
        .hasMessageContaining("server A/a1: 13 connections (limit 12)")
        .hasMessageContaining("LIMIT max_connections=12 connections");
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> fails(ThrowingCallable call) {
    return assertThatThrownBy(call).isInstanceOf(AssertionError.class);
  }
}
