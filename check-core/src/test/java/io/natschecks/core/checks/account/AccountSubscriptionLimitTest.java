// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountSubscriptionLimitTest extends CheckContract {

  @Override
  protected AccountSubscriptionLimit check() {
    return new AccountSubscriptionLimit();
  }

  @Test
  void firesAtExactlyTheThresholdOfAllServersTogether() {
    assertThat(run(Limit.of(1_000), 500L, 400L))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "account ACME: 900 of 1,000 subscriptions in use, all servers together"
                + " (90.0 percent, reported from 90)")
        .hasObserved(900)
        .hasLimit(1_000)
        .hasEvidence("percent", 90.0)
        .hasEvidence("counted", "the sum of what all servers hold for the account");
  }

  @Test
  void staysSilentOneSubscriptionBelow() {
    assertThat(run(Limit.of(1_000), 499L, 400L)).passed();
  }

  @Test
  void passesAnUnlimitedAccount() {
    assertThat(run(Limit.unlimited(), 5_000L)).passed();
  }

  @Test
  void cannotJudgeALimitOfZero() {
    assertThat(run(Limit.of(0), 5L)).skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void oneConnectionNearTheLimitIsNamed() {
    Connection modest = client(6, "modest", 10);
    Connection largest = client(7, "greedy", 90);

    assertThat(
            tester()
                .run(
                    deployment(Limit.of(100), 50L, 50L)
                        .connections(all -> List.of(modest, largest))
                        .snapshot()))
        .onlyFinding()
        .hasEvidence("largest_connection", "greedy")
        .hasEvidence("largest_connection_cid", 7)
        .hasEvidence("largest_connection_server", "n1")
        .hasEvidence("largest_connection_subscriptions", 90);
  }

  @Test
  void manyModestConnectionsAreReportedToo() {
    List<Connection> clients = new ArrayList<>();
    for (int cid = 1; cid <= 50; cid++) {
      clients.add(client(cid, "c" + cid, 10));
    }

    assertThat(tester().run(deployment(Limit.of(100), 500L).connections(all -> clients).snapshot()))
        .onlyFinding()
        .hasEvidence("percent", 500.0)
        .hasEvidence("largest_connection_subscriptions", 10);
  }

  @Test
  void cannotTellWithAServerOlderThanTheCount() {
    assertThat(run(Limit.of(1_000), 500L, null)).skipped(SkipReason.NOT_IN_RELEASE);
    assertThat(run(Limit.of(1_000), 900L, null))
        .onlyFinding()
        .hasMessageContaining("; at least, since 1 server did not say");
  }

  @Test
  void doesNotPassWhereAServerDidNotSay() {
    assertThat(
            tester()
                .run(
                    deployment(Limit.of(1_000), 500L)
                        .missing(Section.ACCSTATZ, "n2", Coverage.Status.TIMED_OUT)
                        .snapshot()))
        .skipped(SkipReason.TIMED_OUT);
  }

  @Test
  void sumsThatLeaveAllBoundsDoNotTurnNegative() {
    assertThat(run(Limit.of(1_000), Long.MAX_VALUE, Long.MAX_VALUE)).hasFindings(1);
  }

  @Test
  void foreseesWhenItFires() {
    assertThat(
            tester()
                .runHourly(
                    n -> deployment(Limit.of(1_000), n, 400L).snapshot(), 0, 100, 200, 300, 400))
        .passed()
        .onlyForecast()
        .isAbout("account ACME")
        .firesIn(Duration.ofHours(1));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(
            tester()
                .runHourly(
                    n -> deployment(Limit.of(1_000), n, 400L).snapshot(), 400, 100, 450, 50, 400))
        .hasForecasts(0);
  }

  @Test
  void foreseesNothingFromSumsThatAreNotWhole() {
    assertThat(
            tester()
                .runHourly(
                    n ->
                        deployment(Limit.of(1_000), n, 400L)
                            .missing(Section.ACCSTATZ, "n2", Coverage.Status.TIMED_OUT)
                            .snapshot(),
                    0,
                    100,
                    200,
                    300,
                    400))
        .hasForecasts(0);
  }

  private CheckResult run(Limit limit, @Nullable Long... subscriptions) {
    return tester().run(deployment(limit, subscriptions).snapshot());
  }

  private static DeploymentBuilder deployment(Limit limit, @Nullable Long... subscriptions) {
    List<AccountStatistics> statistics = new ArrayList<>();
    for (int i = 0; i < subscriptions.length; i++) {
      statistics.add(
          AccountStatistics.builder("n" + (i + 1)).subscriptions(subscriptions[i]).build());
    }
    return AccountSnapshots.deployment(
        AccountSnapshots.account("ACME")
            .claims(AccountSnapshots.claims("ACME").subscriptions(limit).build())
            .statistics(statistics)
            .build());
  }

  private static Connection client(long cid, String name, int subscriptions) {
    return Connection.builder("n1", cid)
        .account("ACME")
        .name(name)
        .subscriptions(subscriptions)
        .build();
  }
}
