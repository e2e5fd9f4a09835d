// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import static io.natschecks.core.checks.account.Quotas.GIB;
import static io.natschecks.core.checks.account.Quotas.file;
import static io.natschecks.testkit.CheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StorageType;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.core.checks.shared.Written;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AccountStorageQuotaTest extends CheckContract {

  private static final String LABEL = "account ACME";
  private static final Limit HUNDRED = Limit.of(100 * GIB);

  @Override
  protected AccountStorageQuota check() {
    return new AccountStorageQuota();
  }

  @Test
  void passesExactlyEightyFivePercent() {
    assertThat(run(HUNDRED, file("A", 85 * GIB, 1))).passed().lookedAt(1);
  }

  @Test
  void firesOneByteAbove() {
    assertThat(run(HUNDRED, file("A", 80 * GIB, 1), file("B", 5 * GIB + 1, 1), file("C", -1, 3)))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasKey("OPT_ACCT_001 account/ACME")
        .hasMessage(
            "account ACME: 85.0 GiB of 100.0 GiB on disk promised to streams (85.0 percent, reported"
                + " above 85)")
        .hasObserved(85 * GIB + 1)
        .hasLimit(100 * GIB)
        .hasEvidence("reserved_bytes", 85 * GIB + 1)
        .hasEvidence("quota_bytes", 100 * GIB)
        .hasEvidence("percent", "85.0 percent")
        .hasEvidence("warn_percent", "85.0 percent")
        .hasEvidence("limited_streams", 2)
        .hasEvidence("unlimited_streams", 1)
        .hasEvidence("domain", "hub");
  }

  @Test
  void countsEveryReplica() {
    assertThat(run(Limit.of(90 * GIB), file("A", 30 * GIB, 3)))
        .onlyFinding()
        .hasEvidence("percent", "100.0 percent");
  }

  @Test
  void leavesOutAccountsWithoutAQuota() {
    assertThat(run(Limit.unlimited(), file("A", 1024 * GIB, 1)))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void streamsWithoutMaxBytesReserveNothing() {
    assertThat(run(Limit.of(10 * GIB), file("A", -1, 3), file("B", 0, 3))).passed().lookedAt(1);
  }

  @Test
  void streamsInMemoryReserveNothingOnDisk() {
    assertThat(run(Limit.of(10 * GIB), Quotas.memory("A", 9 * GIB))).passed().lookedAt(1);
  }

  @Test
  void passesAnAccountWithoutStreams() {
    assertThat(run(HUNDRED)).passed().lookedAt(1);
  }

  @Test
  void takesTheQuotaOfTheJwtWhereNoServerSaysAny() {
    DeploymentBuilder deployment =
        Quotas.with(HUNDRED, file("A", 90 * GIB, 1))
            .account(Deployments.ACME, acme -> acme.jetStream(List.of()));

    assertThat(tester().run(deployment.snapshot())).findsExactly(LABEL);
    assertThat(
            tester()
                .run(deployment.account(Deployments.ACME, acme -> acme.claims(null)).snapshot()))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void cannotJudgeAnAccountWithTiers() {
    DeploymentBuilder tiers = Quotas.with(Limit.of(0), file("A", 9 * GIB, 1));

    assertThat(tester().run(tiers.claims(Deployments.ACME, c -> c.tiered(true)).snapshot()))
        .skipped(SkipReason.NOT_EVALUABLE);
    assertThat(tester().run(tiers.account(Deployments.ACME, acme -> acme.claims(null)).snapshot()))
        .skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void comparesTheDomainThatReservesMost() {
    Stream edge = Quotas.stream(Deployments.EDGE, "A", StorageType.FILE, 60 * GIB, 1);

    assertThat(run(HUNDRED, file("A", 40 * GIB, 1), edge)).passed();
    assertThat(run(HUNDRED, file("A", 40 * GIB, 1), file("B", 46 * GIB, 1), edge))
        .onlyFinding()
        .hasEvidence("domain", "hub")
        .hasObserved(86 * GIB);
  }

  @Test
  void cannotPassWhileAServerIsSilent() {
    assertThat(tester().run(Quotas.with(HUNDRED, file("A", 50 * GIB, 1)).silent("a3").snapshot()))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
    assertThat(tester().run(Quotas.with(HUNDRED, file("A", 90 * GIB, 1)).silent("a3").snapshot()))
        .onlyFinding()
        .hasMessageContaining("account ACME: at least 90.0 GiB of 100.0 GiB");
  }

  @Test
  void cannotPassWhileAStreamIsNotKnown() {
    Stream leaderless = Written.withoutLeader(file("B", GIB, 3));
    Stream unknown = Written.withoutConfig(file("B", GIB, 3));

    assertThat(run(HUNDRED, file("A", 50 * GIB, 1), leaderless))
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
    assertThat(run(HUNDRED, file("A", 50 * GIB, 1), unknown))
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
    assertThat(run(HUNDRED, file("A", 86 * GIB, 1), leaderless)).findsExactly(LABEL);
  }

  @Test
  void noSumTurnsNegative() {
    assertThat(run(HUNDRED, file("A", Long.MAX_VALUE, 3), file("B", Long.MAX_VALUE, 3)))
        .onlyFinding()
        .hasObserved(Long.MAX_VALUE);
  }

  @Test
  void foreseesWhenTheReservationsReachTheBound() {
    CheckResult result =
        tester().after(growing(10, 60)).run(reserving(Duration.ZERO, 60).snapshot());

    assertThat(result).passed();
    assertThat(result.forecasts())
        .singleElement()
        .satisfies(
            forecast ->
                assertThat(forecast.at())
                    .isBetween("2026-02-01T17:00:00Z", "2026-02-01T17:00:01Z"));
  }

  @Test
  void saysWhenTheQuotaWillBeFull() {
    assertThat(tester().after(growing(40, 90)).run(reserving(Duration.ZERO, 90).snapshot()))
        .onlyFinding()
        .hasEvidence("limit_reached_at", "2026-02-01T14:00:00Z");
  }

  @Test
  void foreseesNothingWhereReservationsStandStill() {
    assertThat(
            tester()
                .after(growing(60, 60))
                .run(reserving(Duration.ZERO, 60).snapshot())
                .forecasts())
        .isEmpty();
  }

  @Property(tries = 100)
  void firesExactlyAboveTheShare(
      @ForAll @IntRange(min = 1, max = 10_000) int quota,
      @ForAll @IntRange(min = 1, max = 4_000) int maxBytes,
      @ForAll @IntRange(min = 1, max = 5) int replicas) {
    boolean fires = 100L * maxBytes * replicas > 85L * quota;

    assertThat(run(Limit.of(quota), file("A", maxBytes, replicas))).hasFindings(fires ? 1 : 0);
  }

  private CheckResult run(Limit quota, Stream... streams) {
    return tester().run(Quotas.with(quota, streams).snapshot());
  }

  /** One snapshot an hour for ten hours. */
  private static List<Snapshot> growing(long gibBefore, long gibNow) {
    return LongStream.range(0, 10)
        .mapToObj(
            hour ->
                reserving(Duration.ofHours(hour - 10), gibBefore + (gibNow - gibBefore) * hour / 10)
                    .snapshot())
        .toList();
  }

  private static DeploymentBuilder reserving(Duration later, long gib) {
    return Quotas.on(Deployments.healthy(later), HUNDRED, file("A", gib * GIB, 1));
  }
}
