// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.CheckResult.Status;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.Contexts;
import io.natschecks.testkit.CheckContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AccountConnectionConcentrationTest extends CheckContract {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  @Override
  protected AccountConnectionConcentration check() {
    return new AccountConnectionConcentration();
  }

  @Test
  void staysSilentAtExactlyTheShare() {
    assertThat(run(7, 2, 1).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void firesAboveTheShare() {
    Finding finding = Contexts.onlyFinding(run(8, 1, 1));

    assertThat(finding.message())
        .isEqualTo(
            "server C1/n1: holds 8 of the 10 connections that account ACME has in the cluster of 3"
                + " servers (80.0 percent, reported above 70)");
    assertThat(finding.key()).isEqualTo("OPT_BALANCE_006 server/C1/n1 account=ACME");
    assertThat(finding.evidence().get("servers_in_cluster"))
        .isEqualTo(new Evidence.Count(3, "servers"));
  }

  @Test
  void doesNotJudgeNineConnections() {
    assertThat(run(9, 0, 0).findings()).isEmpty();
  }

  @Test
  void firesWhenAllConnectionsAreOnOneServer() {
    assertThat(run(10, 0, 0).status()).isEqualTo(Status.FAILED);
  }

  @Test
  void doesNotJudgeTwoServers() {
    assertThat(run(100, 1).findings()).isEmpty();
  }

  @Test
  void countsServersThatTheAccountIsNotConnectedTo() {
    assertThat(run(29, 1, 0, 0, 0).status()).isEqualTo(Status.FAILED);
  }

  @Test
  void keepsTwoAccountsOnOneServerApart() {
    Snapshot snapshot = snapshot(List.of(10, 0, 0));
    Account other =
        Account.builder("BETA").statistics(snapshot.accounts().get(0).statistics()).build();
    CheckResult result =
        Contexts.run(
            check(),
            snapshot.toBuilder().accounts(List.of(snapshot.accounts().get(0), other)).build());

    assertThat(result.findings())
        .extracting(Finding::key)
        .containsExactly(
            "OPT_BALANCE_006 server/C1/n1 account=ACME",
            "OPT_BALANCE_006 server/C1/n1 account=BETA");
  }

  @Test
  void doesNotJudgeAClusterWithASilentServer() {
    Snapshot snapshot =
        snapshot(List.of(10, 0, 0)).toBuilder()
            .silentServers(List.of(new SilentServer("n4", null, "C1", "no answer")))
            .build();
    CheckResult result = Contexts.run(check(), snapshot);

    assertThat(result.status()).isEqualTo(Status.SKIPPED);
    assertThat(result.skipReason()).isEqualTo(SkipReason.TIMED_OUT);
  }

  @Test
  void judgesAClusterWhileAServerOfAnotherIsSilent() {
    Snapshot snapshot =
        snapshot(List.of(10, 0, 0)).toBuilder()
            .silentServers(List.of(new SilentServer("m1", null, "C2", "no answer")))
            .build();

    assertThat(Contexts.run(check(), snapshot).status()).isEqualTo(Status.FAILED);
  }

  @Property
  void firesExactlyAboveTheShare(
      @ForAll @IntRange(max = 500) int first,
      @ForAll @IntRange(max = 500) int second,
      @ForAll @IntRange(max = 500) int third) {
    int total = first + second + third;
    int most = Math.max(first, Math.max(second, third));

    assertThat(run(first, second, third).status() == Status.FAILED)
        .isEqualTo(total >= 10 && most * 10 > total * 7);
  }

  private CheckResult run(Integer... connections) {
    return Contexts.run(check(), snapshot(List.of(connections)));
  }

  /** A cluster of servers n1, n2, ... of which each has some connections of account ACME. */
  private static Snapshot snapshot(List<Integer> connections) {
    List<Server> servers = new ArrayList<>();
    List<AccountStatistics> statistics = new ArrayList<>();
    for (int i = 1; i <= connections.size(); i++) {
      servers.add(Server.builder("N" + i, "n" + i).cluster("C1").build());
      statistics.add(
          AccountStatistics.builder("N" + i).connections(connections.get(i - 1)).build());
    }
    return Snapshot.builder(NOW)
        .servers(servers)
        .accounts(List.of(Account.builder("ACME").statistics(statistics).build()))
        .coverage(Coverage.builder().gathered(Section.ACCSTATZ).build())
        .build();
  }
}
