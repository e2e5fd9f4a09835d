// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.user;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.User;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcessiveUserConnectionsTest extends CheckContract {

  @Override
  protected ExcessiveUserConnections check() {
    return new ExcessiveUserConnections();
  }

  @ParameterizedTest
  @CsvSource({"100,0", "101,1"})
  void firesAboveTheLimit(int connections, int findings) {
    assertThat(tester().run(with(logins("a1", "ACME", "worker", connections))))
        .hasFindings(findings);
  }

  @Test
  void addsUpTheConnectionsOfAllServers() {
    List<Connection> logins = new ArrayList<>(logins("a1", "ACME", "worker", 60));
    logins.addAll(logins("a2", "ACME", "worker", 41));

    assertThat(tester().run(with(logins)))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "user ACME/worker: 101 connections open, all servers together (reported above 100)")
        .hasObserved(101)
        .hasLimit(100)
        .hasEvidence("by_server", "a1: 60, a2: 41")
        .hasEvidence("by_client", "app-0: 51, app-1: 50");
  }

  @Test
  void doesNotCountClosedConnections() {
    List<Connection> logins = new ArrayList<>(logins("a1", "ACME", "worker", 101));
    logins.set(0, logins.get(0).toBuilder().stop(Deployments.NOW).build());

    assertThat(tester().run(with(logins))).passed();
  }

  @Test
  void takesEqualNamesInTwoAccountsForTwoUsers() {
    List<Connection> logins = new ArrayList<>(logins("a1", "ACME", "worker", 60));
    logins.addAll(logins("a2", "BETA", "worker", 60));

    assertThat(tester().run(with(logins))).passed();
  }

  @Test
  void ignoresConnectionsWithoutAUserAndThoseByToken() {
    assertThat(tester().run(with(logins("a1", "ACME", null, 500)))).passed();
    assertThat(tester().run(with(logins("a1", "ACME", "[REDACTED]", 500)))).passed();
  }

  @Test
  void saysThatItIsALowerBoundWhileAListIsIncomplete() {
    Snapshot snapshot =
        DeploymentBuilder.from(with(logins("a1", "ACME", "worker", 101)))
            .missing(Section.CONNZ, "a3", Coverage.Status.TRUNCATED)
            .snapshot();

    assertThat(tester().run(snapshot))
        .onlyFinding()
        .hasMessageContaining("; at least, since 1 server did not list all")
        .hasEvidence("servers_missing", "server A/a3");
  }

  @Test
  void cannotTellBelowTheLimitWhileAListIsIncomplete() {
    Snapshot snapshot =
        DeploymentBuilder.from(with(logins("a1", "ACME", "worker", 100)))
            .missing(Section.CONNZ, "a3", Coverage.Status.TRUNCATED)
            .snapshot();

    assertThat(tester().run(snapshot))
        .skipped(SkipReason.TRUNCATED)
        .hasGap("user ACME/worker", SkipReason.TRUNCATED);
  }

  @Test
  void boundsTheClientsThatItTellsApart() {
    List<Connection> logins =
        logins("a1", "ACME", "worker", 3_000).stream()
            .map(each -> each.toBuilder().name("app-" + each.cid()).build())
            .toList();

    assertThat(tester().run(with(logins))).onlyFinding().hasObserved(3_000);
    UserConnections spread = UserConnections.of(with(logins), user -> user.connections() > 100);
    Assertions.assertThat(spread.byClient(new User("ACME", "worker", 3_000, null)))
        .hasSize(10)
        .startsWith("other clients: 2,000");
  }

  @Test
  void foreseesWhenItFires() {
    assertThat(hourly(61, 71, 81, 91)).hasForecasts(0);
    assertThat(hourly(51, 61, 71, 81, 91))
        .onlyForecast()
        .isAbout("user ACME/worker")
        .firesIn(Duration.ofHours(1));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(hourly(91, 51, 95, 40, 91)).hasForecasts(0);
  }

  @Test
  void doesNotFollowUsersWithFewConnections() {
    assertThat(
            tester()
                .with(ExcessiveUserConnections.MAX_CONNECTIONS, 12L)
                .runHourly(n -> with(logins("a1", "ACME", "worker", (int) n)), 5, 6, 7, 8, 9))
        .hasForecasts(0);
  }

  private CheckResult hourly(long... connections) {
    return tester().runHourly(n -> with(logins("a1", "ACME", "worker", (int) n)), connections);
  }

  private static Snapshot with(List<Connection> logins) {
    return Deployments.healthy()
        .connections(
            all -> {
              List<Connection> more = new ArrayList<>(all);
              more.addAll(logins);
              return more;
            })
        .snapshot();
  }

  private static List<Connection> logins(
      String server, String account, @Nullable String user, int count) {
    List<Connection> logins = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      logins.add(
          Connection.builder(Deployments.idOf(server), 1_000 + i)
              .account(account)
              .user(user)
              .name("app-" + i % 2)
              .observedAt(Deployments.NOW)
              .build());
    }
    return logins;
  }
}
