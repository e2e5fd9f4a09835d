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
  void refuseWhatIsNotSo() {
    fails(() -> assertThat(PASSED).failed());
    fails(() -> assertThat(PASSED).skipped());
    fails(() -> assertThat(PASSED).errored());
    fails(() -> assertThat(PASSED).lookedAt(2));
    fails(() -> assertThat(PASSED).notLookedAt(1));
    fails(() -> assertThat(PASSED).hasGap("server A/a1", SkipReason.REFUSED));
    fails(() -> assertThat(FAILED).findsNothing());
    fails(() -> assertThat(FAILED).hasFindings(1));
    fails(() -> assertThat(FAILED).onlyFinding());
    fails(() -> assertThat(FAILED).finding("server A/a2"));
    fails(() -> assertThat(FAILED).findsExactly("server A/a1", "server A/a1"));
    fails(() -> assertThat(FAILED).finding("server A/a1").hasMessage("other"));
    fails(() -> assertThat(FAILED).finding("server A/a1").hasSeverity(Severity.INFO));
    fails(() -> assertThat(FAILED).finding("server A/a1").hasKey("other"));
    fails(() -> assertThat(FAILED).finding("server A/a1").hasObserved(14));
    fails(() -> assertThat(FAILED).finding("server A/a1").hasLimit(14));
    fails(() -> assertThat(FAILED).finding("server A/a1").hasEvidence("other", 1));
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> fails(ThrowingCallable call) {
    return assertThatThrownBy(call).isInstanceOf(AssertionError.class);
  }
}
