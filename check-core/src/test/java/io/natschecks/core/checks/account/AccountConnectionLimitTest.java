// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.CheckResult.Status;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.Contexts;
import io.natschecks.testkit.CheckContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountConnectionLimitTest extends CheckContract {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  @Override
  protected AccountConnectionLimit check() {
    return new AccountConnectionLimit();
  }

  @Test
  void firesAtExactlyTheThresholdOfAllServersTogether() {
    Finding finding = Contexts.onlyFinding(run(Limit.of(100), 45, 45));

    assertThat(finding.message())
        .isEqualTo(
            "account ACME: 90 of 100 connections in use, all servers together"
                + " (90.0 percent, reported from 90)");
    assertThat(finding.key()).isEqualTo("ACCOUNTS_001 account/AACME");
    assertThat(finding.evidence().get("busiest_server")).isEqualTo(new Evidence.Text("n1"));
    assertThat(finding.evidence().get("busiest_server_connections"))
        .isEqualTo(new Evidence.Count(45, "connections"));
    assertThat(finding.evidence().get("servers_answered"))
        .isEqualTo(new Evidence.Count(2, "servers"));
  }

  @Test
  void staysSilentOneConnectionBelow() {
    assertThat(run(Limit.of(100), 45, 44).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void firesForOneServerAlone() {
    assertThat(run(Limit.of(100), 90).status()).isEqualTo(Status.FAILED);
  }

  @Test
  void passesAnUnlimitedAccount() {
    assertThat(run(Limit.unlimited(), 5_000).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void cannotJudgeALimitOfZero() {
    CheckResult result = run(Limit.of(0), 5);

    assertThat(result.status()).isEqualTo(Status.SKIPPED);
    assertThat(result.skipReason()).isEqualTo(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void firesWhenEachServerHoldsAThirdOfTheLimit() {
    assertThat(run(Limit.of(3), 1, 1, 1).status()).isEqualTo(Status.FAILED);
  }

  @Test
  void cannotJudgeAnAccountOfUnknownLimit() {
    CheckResult result = run(null, 5);

    assertThat(result.status()).isEqualTo(Status.SKIPPED);
    assertThat(result.detail()).isEqualTo("account ACME: its connection limit is not known");
  }

  @Test
  void saysWhenTheClaimsAreMissing() {
    CheckResult result =
        run(
            snapshot(null, List.of(5)).toBuilder()
                .coverage(
                    Coverage.builder()
                        .gathered(Section.ACCSTATZ, Section.ACCOUNT_INFO)
                        .server(
                            Section.ACCOUNT_INFO,
                            "N1",
                            Coverage.Status.TIMED_OUT,
                            "no answer in 5 s")
                        .build())
                .build());

    assertThat(result.skipReason()).isEqualTo(SkipReason.TIMED_OUT);
    assertThat(result.detail())
        .isEqualTo(
            "account ACME: its connection limit is not known,"
                + " server C1/n1: ACCOUNT_INFO: no answer in 5 s");
  }

  @Test
  void takesTheLimitThatTheCallerStates() {
    Snapshot snapshot = snapshot(null, List.of(36));

    assertThat(runWithLimits(snapshot, Map.of("ACME", 40L)).status()).isEqualTo(Status.FAILED);
    assertThat(runWithLimits(snapshot, Map.of("AACME", 41L)).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void believesTheClaimsRatherThanTheCaller() {
    Snapshot snapshot = snapshot(Limit.of(1_000), List.of(36));

    assertThat(runWithLimits(snapshot, Map.of("ACME", 40L)).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void saysThatServersAreMissingWhenItFires() {
    Finding finding = Contexts.onlyFinding(run(withoutAnswerOf("N2", Limit.of(100), 95, 0)));

    assertThat(finding.message()).endsWith("; at least, since 1 server did not say");
    assertThat(finding.evidence().get("servers_missing"))
        .isEqualTo(new Evidence.Texts(List.of("server C1/n2"), 1));
  }

  @Test
  void doesNotPassWhenServersAreMissing() {
    CheckResult result = run(withoutAnswerOf("N2", Limit.of(100), 50, 0));

    assertThat(result.status()).isEqualTo(Status.SKIPPED);
    assertThat(result.skipReason()).isEqualTo(SkipReason.TIMED_OUT);
  }

  @Property
  void firesExactlyFromTheThresholdOn(
      @ForAll @IntRange(min = 1, max = 5_000) int limit,
      @ForAll @IntRange(max = 5_000) int connections) {
    assertThat(run(Limit.of(limit), connections).status() == Status.FAILED)
        .isEqualTo(connections * 10L >= limit * 9L);
  }

  @Test
  void foreseesWhenItFires() {
    CheckResult result = hourly(0, 10, 20, 30, 40);

    assertThat(result.forecasts())
        .singleElement()
        .satisfies(forecast -> assertThat(forecast.at()).isEqualTo(NOW.plus(Duration.ofHours(1))));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(hourly(40, 10, 45, 5, 40).forecasts()).isEmpty();
  }

  private CheckResult hourly(long... connections) {
    return tester().runHourly(n -> snapshot(Limit.of(100), List.of((int) n, 40)), connections);
  }

  private CheckResult run(@Nullable Limit limit, Integer... connections) {
    return run(snapshot(limit, List.of(connections)));
  }

  private CheckResult run(Snapshot snapshot) {
    return Contexts.run(check(), snapshot);
  }

  private CheckResult runWithLimits(Snapshot snapshot, Map<String, Long> limits) {
    return check()
        .evaluate(
            CheckContext.builder(check().descriptor(), snapshot)
                .parameter(AccountConnectionLimit.CONNECTION_LIMITS, limits)
                .build());
  }

  private static Snapshot withoutAnswerOf(String serverId, Limit limit, Integer... connections) {
    return snapshot(limit, List.of(connections)).toBuilder()
        .coverage(
            Coverage.builder()
                .gathered(Section.ACCSTATZ)
                .server(Section.ACCSTATZ, serverId, Coverage.Status.TIMED_OUT, "no answer in 5 s")
                .build())
        .build();
  }

  /** Servers n1, n2, ... of which each has some connections of account ACME. */
  private static Snapshot snapshot(@Nullable Limit limit, List<Integer> connections) {
    List<Server> servers = new ArrayList<>();
    List<AccountStatistics> statistics = new ArrayList<>();
    for (int i = 1; i <= connections.size(); i++) {
      servers.add(Server.builder("N" + i, "n" + i).cluster("C1").build());
      statistics.add(
          AccountStatistics.builder("N" + i).connections(connections.get(i - 1)).build());
    }
    AccountClaims claims =
        limit == null ? null : AccountClaims.builder("AACME", NOW).connections(limit).build();
    Account account =
        Account.builder("AACME").name("ACME").claims(claims).statistics(statistics).build();
    return Snapshot.builder(NOW)
        .servers(servers)
        .accounts(List.of(account))
        .coverage(Coverage.builder().gathered(Section.ACCSTATZ, Section.ACCOUNT_INFO).build())
        .build();
  }
}
