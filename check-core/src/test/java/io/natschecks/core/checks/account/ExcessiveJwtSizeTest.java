// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import org.junit.jupiter.api.Test;

class ExcessiveJwtSizeTest extends CheckContract {

  @Override
  protected ExcessiveJwtSize check() {
    return new ExcessiveJwtSize();
  }

  @Test
  void passesExactlySixtyFourKibibytes() {
    assertThat(run(65_536)).passed().lookedAt(3);
  }

  @Test
  void firesOneCharacterAbove() {
    assertThat(run(65_537))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasKey("OPT_ACCT_002 account/ACME")
        .hasMessage("account ACME: its JWT is 64.0 KiB long (reported above 64.0 KiB)")
        .hasObserved(65_537)
        .hasLimit(65_536)
        .hasEvidence("jwt_bytes", 65_537)
        .hasEvidence("limit_bytes", 65_536)
        .hasEvidence("size_kib", 65_537 / 1024.0)
        .hasEvidence("imports", 1)
        .hasEvidence("exports", 0)
        .hasEvidence("signing_keys", 0);
  }

  @Test
  void takesTheSizeThatIsConfigured() {
    assertThat(
            tester()
                .with(ExcessiveJwtSize.MAX_SIZE_KIB, 32.0)
                .run(
                    Deployments.healthy()
                        .claims(Deployments.ACME, claims -> claims.size(40_000))
                        .snapshot()))
        .onlyFinding()
        .hasLimit(32_768);
  }

  @Test
  void leavesOutAccountsOfConfigurationFiles() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .servers(
                            server ->
                                server.config(
                                    server.build().config().toBuilder()
                                        .operatorMode(false)
                                        .build()))
                        .account(Deployments.ACME, acme -> acme.claims(null))
                        .snapshot()))
        .passed()
        .lookedAt(2)
        .notLookedAt(0);
  }

  @Test
  void cannotJudgeAnAccountOfAnOperatorWithoutItsJwt() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .servers(
                            server ->
                                server.config(
                                    server.build().config().toBuilder().operatorMode(true).build()))
                        .account(Deployments.ACME, acme -> acme.claims(null))
                        .snapshot()))
        .passed()
        .hasGap("account ACME", SkipReason.NOT_EVALUABLE);
  }

  private CheckResult run(int size) {
    return tester()
        .run(
            Deployments.healthy().claims(Deployments.ACME, claims -> claims.size(size)).snapshot());
  }
}
