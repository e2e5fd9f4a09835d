// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.core.checks.server.HealthSnapshots.accountError;
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
import io.natschecks.api.snapshot.HealthError.Type;
import io.natschecks.core.checks.Contexts;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountResolutionFailureTest {

  private static final String KEY = "A" + "B".repeat(55);

  //@Override
  protected AccountResolutionFailure check() {
    return new AccountResolutionFailure();
  }

  @Test
  void firesForAnAccountErrorWithTheWholeKeyInTheEvidence() {
    Finding finding = Contexts.onlyFinding(run(typed("error", accountError(KEY))));

    assertThat(finding.message())
        .isEqualTo("server C1/n1: cannot look up an account: can not lookup account ABBBBBBB...");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.evidence().get("accounts")).isEqualTo(new Evidence.Texts(List.of(KEY), 1));
  }

  @Test
  void givesOneFindingForThreeErrors() {
    Finding finding =
        Contexts.onlyFinding(
            run(typed("error", accountError("ACME"), accountError("BETA"), accountError("GAMMA"))));

    assertThat(finding.evidence().get("errors")).isEqualTo(new Evidence.Count(3, "errors"));
    assertThat(finding.message()).endsWith("(and 2 more)");
  }

  @Test
  void staysSilentForAStreamError() {
    assertThat(run(typed("error", error(Type.STREAM, "not current"))).status())
        .isEqualTo(Status.PASSED);
  }

  @Test
  void staysSilentWhenHealthy() {
    assertThat(run(typed("ok")).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void staysSilentWhenTheStatusIsOkWhateverTheErrors() {
    assertThat(run(typed("ok", accountError("ACME"))).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void isSkippedForAReleaseWithoutTypes() {
    CheckResult result = run(untyped("unavailable", "can not lookup account ACME"));

    assertThat(result.findings()).isEmpty();
    assertThat(result.status()).isEqualTo(Status.SKIPPED);
    assertThat(result.skipReason()).isEqualTo(SkipReason.NOT_IN_RELEASE);
  }

  @Test
  void isSkippedWithTheReasonWhenHealthWasNotCollected() {
    CheckResult result = Contexts.run(check(), HealthSnapshots.withoutHealth());

    assertThat(result.status()).isEqualTo(Status.SKIPPED);
    assertThat(result.skipReason()).isEqualTo(SkipReason.TIMED_OUT);
  }

  private CheckResult run(Health health) {
    return Contexts.run(check(), HealthSnapshots.with(health));
  }
}
