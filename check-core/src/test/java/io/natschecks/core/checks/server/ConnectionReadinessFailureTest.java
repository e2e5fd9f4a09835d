// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.core.checks.server.HealthSnapshots.error;
import static io.natschecks.core.checks.server.HealthSnapshots.typed;
import static io.natschecks.core.checks.server.HealthSnapshots.untyped;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.CheckResult.Status;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Health;
import io.natschecks.api.snapshot.HealthError;
import io.natschecks.api.snapshot.HealthError.Type;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.Contexts;
import io.natschecks.testkit.CheckContract;
import org.junit.jupiter.api.Test;

class ConnectionReadinessFailureTest extends CheckContract {

  @Override
  protected ConnectionReadinessFailure check() {
    return new ConnectionReadinessFailure();
  }

  @Test
  void firesForAConnectionError() {
    Finding finding =
        onlyFinding(
            typed("error", error(Type.CONNECTION, "failed to be ready for connections: route")));

    assertThat(finding.message())
        .isEqualTo(
            "server C1/n1: not ready for connections: failed to be ready for connections: route");
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.key()).isEqualTo("SERVER_001 server/C1/n1");
    assertThat(finding.evidence().get("errors")).isEqualTo(new Evidence.Count(1, "errors"));
    assertThat(finding.evidence().get("status")).isEqualTo(new Evidence.Text("error"));
  }

  @Test
  void firesWithoutAnyErrorInATypedAnswer() {
    Finding finding = onlyFinding(typed("error"));

    assertThat(finding.message())
        .isEqualTo("server C1/n1: health is error without typed errors: no error details");
  }

  @Test
  void staysSilentForAJetStreamError() {
    assertThat(run(typed("error", error(Type.JETSTREAM, "still recovering"))).status())
        .isEqualTo(Status.PASSED);
  }

  @Test
  void firesForAnUntypedFailureAndMarksIt() {
    Finding finding =
        onlyFinding(untyped("unavailable", "JetStream has not established contact with a leader"));

    assertThat(finding.message())
        .isEqualTo(
            "server C1/n1: health is unavailable without typed errors:"
                + " JetStream has not established contact with a leader");
    assertThat(finding.evidence().get("typed")).isEqualTo(new Evidence.Flag(false));
  }

  @Test
  void staysSilentWhenTheStatusIsOkWhateverTheErrors() {
    assertThat(run(typed("ok", error(Type.CONNECTION, "left over"))).status())
        .isEqualTo(Status.PASSED);
  }

  @Test
  void cannotTellWhenTheServerWasTooBusyToLookAtItsListeners() {
    HealthError none = error(Type.CONNECTION, "failed to be ready for connections after 1ms: ");

    assertThat(run(typed("error", none)).skipReason()).isEqualTo(SkipReason.NOT_EVALUABLE);
    assertThat(run(untyped("error", none.text())).skipReason()).isEqualTo(SkipReason.NOT_EVALUABLE);
    assertThat(run(typed("error", none, error(Type.CONNECTION, none.text() + "route"))).status())
        .isEqualTo(Status.FAILED);
  }

  @Test
  void isSkippedWithTheReasonWhenHealthWasNotCollected() {
    CheckResult result = Contexts.run(check(), HealthSnapshots.withoutHealth());

    assertThat(result.status()).isEqualTo(Status.SKIPPED);
    assertThat(result.skipReason()).isEqualTo(SkipReason.TIMED_OUT);
    assertThat(result.detail()).isEqualTo("server C1/n1: HEALTHZ: no answer in 5 s");
  }

  @Test
  void givesOneFindingForSeveralErrorsAndShortensKeys() {
    String key = "A".repeat(56);
    Finding finding =
        onlyFinding(
            typed(
                "error",
                error(Type.CONNECTION, "listener of " + key),
                error(Type.CONNECTION, "z")));

    assertThat(finding.message())
        .isEqualTo("server C1/n1: not ready for connections: listener of AAAAAAAA... (and 1 more)");
    assertThat(finding.evidence().get("error_texts"))
        .isEqualTo(new Evidence.Texts(java.util.List.of("listener of " + key, "z"), 2));
  }

  private CheckResult run(Health health) {
    return Contexts.run(check(), HealthSnapshots.with(health));
  }

  private Finding onlyFinding(Health health) {
    Snapshot snapshot = HealthSnapshots.with(health);
    return Contexts.onlyFinding(Contexts.run(check(), snapshot));
  }
}
