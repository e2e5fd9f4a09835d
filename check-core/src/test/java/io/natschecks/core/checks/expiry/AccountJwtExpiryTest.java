// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.expiry;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountJwtExpiryTest extends CheckContract {

  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration WEEK = Duration.ofDays(7);

  @Override
  protected AccountJwtExpiry check() {
    return new AccountJwtExpiry();
  }

  @Test
  void warnsWithinAMonth() {
    assertThat(run(MONTH.minusHours(1)))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasKey("EXPIRY_002 account/ACME")
        .hasMessage("account ACME: its JWT expires in 29d23h (reported below 30 days)")
        .hasLimit(30)
        .hasEvidence("expires", "2026-03-03T11:00:00Z");
  }

  @Test
  void staysSilentAMonthBefore() {
    assertThat(run(MONTH)).passed();
  }

  @Test
  void isCriticalWithinAWeek() {
    assertThat(run(WEEK)).onlyFinding().hasSeverity(Severity.WARNING).hasObserved(7);
    assertThat(run(WEEK.minusSeconds(1)))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasMessage("account ACME: its JWT expires in 6d23h (critical below 7 days)")
        .hasLimit(7);
  }

  @Test
  void isCriticalWhenItHasExpired() {
    assertThat(run(Duration.ofSeconds(-29)))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasMessage("account ACME: its JWT expired 29s ago (critical below 7 days)");
  }

  @Test
  void takesTheDaysThatAreConfigured() {
    assertThat(
            tester()
                .with(Expiry.WARN_DAYS, 1.0)
                .with(Expiry.CRIT_DAYS, 0.0)
                .run(expiring(Deployments.NOW.plus(Duration.ofHours(20))).snapshot()))
        .onlyFinding()
        .hasSeverity(Severity.WARNING);
  }

  @Test
  void aCriticalBoundAboveTheOtherCountsAlone() {
    assertThat(
            tester()
                .with(Expiry.WARN_DAYS, 1.0)
                .run(expiring(Deployments.NOW.plus(Duration.ofDays(5))).snapshot()))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL);
  }

  @Test
  void passesAJwtThatNeverExpires() {
    assertThat(tester().run(expiring(null).snapshot())).passed().lookedAt(3);
  }

  @Test
  void cannotTellOfAnAccountOfAnOperatorWithoutItsJwt() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .account(Deployments.ACME, acme -> acme.claims(null))
                        .snapshot()))
        .passed()
        .hasGap("account ACME", SkipReason.NOT_EVALUABLE)
        .lookedAt(2);
  }

  @Test
  void passesOverAccountsOfConfigurationFiles() {
    DeploymentBuilder configured = Deployments.healthy();
    configured
        .snapshot()
        .servers()
        .forEach(server -> configured.config(server.name(), config -> config.operatorMode(false)));
    configured
        .snapshot()
        .accounts()
        .forEach(account -> configured.account(account.id(), builder -> builder.claims(null)));

    assertThat(tester().run(configured.snapshot())).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void listsServersThatDidNotSay() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .missing(Section.ACCOUNT_INFO, "b2", Coverage.Status.TIMED_OUT)
                        .snapshot()))
        .passed()
        .hasGap("server B/b2", SkipReason.TIMED_OUT);
  }

  @Test
  void foreseesWithoutAnyHistoryThatItWillBeReported() {
    assertThat(run(MONTH.plusHours(36)))
        .passed()
        .onlyForecast()
        .isAbout("account ACME")
        .hasSeverity(Severity.WARNING)
        .firesIn(Duration.ofHours(36))
        .hasMessage(
            "account ACME: its JWT expires at 2026-03-05T00:00:00Z, reported below 30 days");
  }

  @Test
  void foreseesNothingThatIsMoreThanSevenWindowsAway() {
    assertThat(run(MONTH.plusDays(7))).hasForecasts(1);
    assertThat(run(MONTH.plusDays(7).plusSeconds(1))).hasForecasts(0);
    assertThat(tester().run(expiring(Instant.MAX).snapshot())).hasForecasts(0);
  }

  @Test
  void foreseesTheGreaterOfTheTwoBounds() {
    assertThat(
            tester()
                .with(Expiry.WARN_DAYS, 1.0)
                .run(expiring(Deployments.NOW.plus(Duration.ofDays(8))).snapshot()))
        .onlyForecast()
        .hasSeverity(Severity.CRITICAL)
        .firesIn(Duration.ofDays(1));
  }

  private CheckResult run(Duration left) {
    return tester().run(expiring(Deployments.NOW.plus(left)).snapshot());
  }

  private static DeploymentBuilder expiring(@Nullable Instant expires) {
    return Deployments.healthy().claims(Deployments.ACME, claims -> claims.expires(expires));
  }
}
