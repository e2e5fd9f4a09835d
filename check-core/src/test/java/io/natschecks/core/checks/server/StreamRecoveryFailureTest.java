// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.core.checks.server.HealthSnapshots.error;
import static io.natschecks.core.checks.server.HealthSnapshots.typed;
import static io.natschecks.core.checks.server.HealthSnapshots.untyped;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Health;
import io.natschecks.api.snapshot.HealthError;
import io.natschecks.api.snapshot.HealthError.Type;
import io.natschecks.core.checks.Contexts;
import io.natschecks.testkit.CheckContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamRecoveryFailureTest extends CheckContract {

  @Override
  protected StreamRecoveryFailure check() {
    return new StreamRecoveryFailure();
  }

  @Test
  void firesForAStreamError() {
    assertThat(run(typed("error", asset(Type.STREAM, "ORDERS", null))))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasMessage(
            "server C1/n1: 1 stream and 0 consumers not recovered or not current: 'ORDERS' is not"
                + " current");
  }

  @Test
  void firesForAConsumerError() {
    assertThat(run(typed("error", asset(Type.CONSUMER, "ORDERS", "ship"))))
        .onlyFinding()
        .hasEvidence("assets", "ACME/ORDERS/ship: 'ORDERS' is not current");
  }

  @Test
  void givesOneFindingThatCountsThreeErrors() {
    assertThat(
            run(
                typed(
                    "error",
                    asset(Type.STREAM, "EVENTS", null),
                    asset(Type.STREAM, "ORDERS", null),
                    asset(Type.CONSUMER, "ORDERS", "ship"))))
        .onlyFinding()
        .hasMessageContaining("2 streams and 1 consumer not recovered or not current")
        .hasMessageContaining("(and 2 more)")
        .hasEvidence("errors", 3)
        .hasEvidence("stream_errors", 2)
        .hasEvidence("consumer_errors", 1)
        .hasEvidence("accounts", "ACME")
        .hasEvidence(
            "assets",
            "ACME/EVENTS: 'EVENTS' is not current, ACME/ORDERS/ship: 'ORDERS' is not current,"
                + " ACME/ORDERS: 'ORDERS' is not current");
  }

  @ParameterizedTest
  @CsvSource({"ACCOUNT", "JETSTREAM", "CONNECTION", "BAD_REQUEST", "OTHER"})
  void staysSilentForOtherErrorsWhichMayHideIt(Type type) {
    assertThat(run(typed("error", error(type, "text")))).passed();
  }

  @Test
  void staysSilentWhenHealthy() {
    assertThat(run(typed("ok"))).passed();
  }

  @Test
  void isSkippedForAReleaseWithoutTypes() {
    assertThat(run(untyped("unavailable", "JetStream stream 'A > X' is not current")))
        .skipped(SkipReason.NOT_IN_RELEASE);
  }

  @Test
  void isSkippedWhenHealthWasNotCollected() {
    assertThat(Contexts.run(check(), HealthSnapshots.withoutHealth()))
        .skipped(SkipReason.TIMED_OUT);
  }

  private static HealthError asset(Type type, String stream, @Nullable String consumer) {
    return new HealthError(type, "'" + stream + "' is not current", "ACME", stream, consumer);
  }

  private CheckResult run(Health health) {
    return Contexts.run(check(), HealthSnapshots.with(health));
  }
}
