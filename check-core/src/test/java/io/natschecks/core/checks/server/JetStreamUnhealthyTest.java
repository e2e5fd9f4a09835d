// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.core.checks.server.HealthSnapshots.error;
import static io.natschecks.core.checks.server.HealthSnapshots.typed;
import static io.natschecks.core.checks.server.HealthSnapshots.untyped;
import static io.natschecks.testkit.CheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Health;
import io.natschecks.api.snapshot.HealthError.Type;
import io.natschecks.core.checks.Contexts;
import io.natschecks.testkit.CheckContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JetStreamUnhealthyTest extends CheckContract {

  private static final String NO_LEADER =
      "JetStream has not established contact with a meta leader";

  @Override
  protected JetStreamUnhealthy check() {
    return new JetStreamUnhealthy();
  }

  @Test
  void firesForAJetStreamError() {
    assertThat(run(typed("error", error(Type.JETSTREAM, NO_LEADER))))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasMessage("server C1/n1: JetStream is unwell: " + NO_LEADER)
        .hasEvidence("errors", 1)
        .hasEvidence("status", "error")
        .hasEvidence("error_texts", NO_LEADER);
  }

  @Test
  void givesOneFindingForTwoErrorsAndShortensKeys() {
    assertThat(
            run(
                typed(
                    "error",
                    error(Type.JETSTREAM, "of " + "A".repeat(56)),
                    error(Type.JETSTREAM, "still recovering meta layer"))))
        .onlyFinding()
        .hasMessage("server C1/n1: JetStream is unwell: of AAAAAAAA... (and 1 more)")
        .hasEvidence("errors", 2);
  }

  @ParameterizedTest
  @CsvSource({"STREAM", "CONNECTION", "CONSUMER", "ACCOUNT", "BAD_REQUEST", "OTHER"})
  void staysSilentForOtherErrors(Type type) {
    assertThat(run(typed("error", error(type, "text")))).passed();
  }

  @Test
  void staysSilentWhenHealthy() {
    assertThat(run(typed("ok"))).passed();
    assertThat(run(typed("ok", error(Type.JETSTREAM, "left over")))).passed();
  }

  @Test
  void isSkippedForAReleaseWithoutTypes() {
    assertThat(run(untyped("unavailable", NO_LEADER))).skipped(SkipReason.NOT_IN_RELEASE);
  }

  @Test
  void isSkippedWhenHealthWasNotCollected() {
    assertThat(Contexts.run(check(), HealthSnapshots.withoutHealth()))
        .skipped(SkipReason.TIMED_OUT);
  }

  private CheckResult run(Health health) {
    return Contexts.run(check(), HealthSnapshots.with(health));
  }
}
