// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.idle;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisconnectedUsersTest extends CheckContract {

  private static final String LABEL = "user ACME/worker";

  @Override
  protected DisconnectedUsers check() {
    return new DisconnectedUsers();
  }

  @Test
  void firesForAUserThatWasSeenAnHourAgo() {
    assertThat(tester().after(List.of(seen("ACME", "worker"))).run(now()))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasMessage(LABEL + ": no open connection (last seen 1h0m ago)")
        .hasObserved(0)
        .hasLimit(1)
        .hasEvidence("account", "ACME")
        .hasEvidence("user", "worker")
        .hasEvidence("last_seen_time", "2026-02-01T11:00:00Z")
        .hasEvidence("source_of_user", "seen connected");
  }

  @Test
  void oneOpenConnectionIsEnough() {
    assertThat(
            tester()
                .after(List.of(seen("ACME", "worker")))
                .run(with(Duration.ZERO, "ACME", "worker")))
        .passed()
        .lookedAt(3);
  }

  @Test
  void usersOfTheSystemAccountAreNotJudged() {
    assertThat(tester().after(List.of(seen("SYS", "admin"))).run(now())).passed().lookedAt(2);
  }

  @Test
  void aConnectionUnderAnotherAccountIsThatOfAnotherUser() {
    assertThat(
            tester()
                .after(List.of(seen("ACME", "worker")))
                .run(with(Duration.ZERO, "BETA", "worker")))
        .findsExactly(LABEL);
  }

  @Test
  void cannotTellWhileAServerDoesNotListAllItsConnections() {
    Snapshot incomplete =
        DeploymentBuilder.from(now())
            .missing(Section.CONNZ, "a3", Coverage.Status.TRUNCATED)
            .snapshot();

    assertThat(tester().after(List.of(seen("ACME", "worker"))).run(incomplete))
        .findsNothing()
        .hasGap(LABEL, SkipReason.TRUNCATED)
        .hasGap("server A/a3", SkipReason.TRUNCATED);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"[REDACTED]", ""})
  void whoeverHasNoNameIsNoUser(@Nullable String user) {
    Snapshot closed = Deployments.healthy().addClosed(closed("ACME", user, 60)).snapshot();

    assertThat(tester().after(List.of(seen("ACME", user))).run(closed)).passed().lookedAt(2);
  }

  @Test
  void knowsUsersFromConnectionsThatWereClosed() {
    Snapshot closed =
        Deployments.healthy()
            .addClosed(closed("ACME", "worker", 7_200))
            .addClosed(closed("ACME", "worker", 1_800))
            .snapshot();

    assertThat(tester().run(closed))
        .onlyFinding()
        .hasMessage(LABEL + ": no open connection (last seen 30m0s ago)");
  }

  @Test
  void knowsUsersThatAreNamed() {
    assertThat(
            tester()
                .with(DisconnectedUsers.KNOWN_USERS, List.of("ACME/worker", "BETA/beta-user"))
                .run(now()))
        .onlyFinding()
        .hasMessage(LABEL + ": no open connection (named in known_users, and never seen)")
        .hasEvidence("source_of_user", "named in known_users");
  }

  @Test
  void theNameOfAUserMayHoldASlash() {
    assertThat(
            tester()
                .with(DisconnectedUsers.KNOWN_USERS, List.of("ACME/a/b"))
                .after(List.of(seen("ACME", "a/b")))
                .run(now()))
        .onlyFinding()
        .hasEvidence("source_of_user", "seen connected");
  }

  @Test
  void saysWhichNamesItCannotRead() {
    assertThat(
            tester()
                .with(DisconnectedUsers.KNOWN_USERS, List.of("worker", "/worker", "ACME/"))
                .run(now()))
        .passed()
        .hasGap("known user worker", SkipReason.NOT_EVALUABLE)
        .hasGap("known user /worker", SkipReason.NOT_EVALUABLE)
        .hasGap("known user ACME/", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotTellOfAnAccountThatMayBeTheSystemsOrIsNotKnown() {
    Snapshot unknown =
        DeploymentBuilder.from(now()).account("BETA", beta -> beta.system(null)).snapshot();

    assertThat(tester().after(List.of(seen("BETA", "worker"), seen("GONE", "worker"))).run(unknown))
        .passed()
        .hasGap("user BETA/worker", SkipReason.NOT_EVALUABLE)
        .hasGap("user GONE/worker", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void forgetsAUserAfterTheWindow() {
    Snapshot longAgo = with(Duration.ofHours(-25), "ACME", "worker");

    assertThat(tester().after(List.of(longAgo)).run(now())).passed();
  }

  private static Snapshot now() {
    return Deployments.healthy().snapshot();
  }

  private static Snapshot seen(String account, @Nullable String user) {
    return with(Duration.ofHours(-1), account, user);
  }

  private static Snapshot with(Duration later, String account, @Nullable String user) {
    return Deployments.healthy(later)
        .connections(
            all -> {
              List<Connection> more = new ArrayList<>(all);
              more.add(connection(account, user).build());
              return more;
            })
        .snapshot();
  }

  private static Connection closed(String account, @Nullable String user, long secondsAgo) {
    return connection(account, user).stop(Deployments.NOW.minusSeconds(secondsAgo)).build();
  }

  private static Connection.Builder connection(String account, @Nullable String user) {
    return Connection.builder(Deployments.idOf("a1"), 900).account(account).user(user);
  }
}
