// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.connection;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.ConnectionKind;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.CheckTester;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoppedConnectionsTest extends CheckContract {

  @Override
  protected StoppedConnections check() {
    return new StoppedConnections();
  }

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Snapshot BEFORE = Deployments.healthy(MINUTE.negated()).snapshot();

  @ParameterizedTest
  @CsvSource({"Slow Consumer (Write Deadline),1", "'',0", "Client Closed,1"})
  void firesForAClosedConnectionWithAReason(String reason, int findings) {
    assertThat(run(closed(10, 30, reason))).hasFindings(findings);
  }

  @Test
  void saysWhyAndWhen() {
    assertThat(run(closed(10, 30, "Authentication Failure")))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasMessage("connection ACME/a1/app: closed: Authentication Failure")
        .hasEvidence("reason", "Authentication Failure")
        .hasEvidence("account", "ACME")
        .hasEvidence("cid", 10)
        .hasEvidence("stop", "2026-02-01T11:59:30Z")
        .hasEvidence("life_time", "10m0s")
        .hasEvidence("kind", "client");
  }

  @Test
  void staysSilentForOpenConnections() {
    assertThat(tester().previous(BEFORE).run(Deployments.healthy().snapshot()))
        .passed()
        .lookedAt(7);
  }

  @Test
  void firesForLeafNodes() {
    Connection leaf =
        closed(10, 30, "Stale Connection").toBuilder().kind(ConnectionKind.LEAF_NODE).build();

    assertThat(run(leaf)).onlyFinding().hasEvidence("kind", "leaf node");
  }

  @Test
  void reportsEachConnectionOnce() {
    Connection old = closed(10, 90, "Client Closed");
    Snapshot before =
        DeploymentBuilder.from(BEFORE)
            .addClosed(old.toBuilder().observedAt(BEFORE.takenAt()).build())
            .snapshot();
    Snapshot now =
        Deployments.healthy().addClosed(old).addClosed(closed(11, 5, "Client Closed")).snapshot();

    assertThat(tester().previous(before).run(now)).findsExactly("connection/ID-a1/11");
  }

  @Test
  void aClosingThatTheListBeforeHoldsAlreadyIsNotNewThoughItsTimeIsLater() {
    Connection late = closed(10, 30, "Client Closed");
    Snapshot before =
        DeploymentBuilder.from(BEFORE)
            .addClosed(late.toBuilder().observedAt(BEFORE.takenAt()).build())
            .snapshot();

    assertThat(tester().previous(before).run(Deployments.healthy().addClosed(late).snapshot()))
        .passed();
  }

  @Test
  void goesByTheClockOfTheServer() {
    Duration ahead = Duration.ofHours(1);
    Snapshot before =
        DeploymentBuilder.from(BEFORE)
            .addClosed(
                closed(9, 80, "Client Closed").toBuilder()
                    .stop(BEFORE.takenAt().plus(ahead).minusSeconds(20))
                    .observedAt(BEFORE.takenAt().plus(ahead))
                    .build())
            .snapshot();
    Snapshot now =
        Deployments.healthy()
            .addClosed(
                closed(9, 80, "Client Closed").toBuilder()
                    .stop(BEFORE.takenAt().plus(ahead).minusSeconds(20))
                    .build())
            .addClosed(
                closed(8, 0, "Client Closed").toBuilder()
                    .stop(BEFORE.takenAt().plus(ahead).minusSeconds(30))
                    .build())
            .addClosed(
                closed(10, 0, "Client Closed").toBuilder()
                    .stop(BEFORE.takenAt().plus(ahead).plusSeconds(1))
                    .build())
            .snapshot();

    assertThat(tester().previous(before).run(now)).findsExactly("connection/ID-a1/10");
  }

  @Test
  void takesTheTimeOfTheSnapshotBeforeForAServerThatItDoesNotKnow() {
    Snapshot before = DeploymentBuilder.from(BEFORE).without("a1").snapshot();
    Snapshot now =
        Deployments.healthy()
            .addClosed(closed(10, 61, "Client Closed"))
            .addClosed(closed(11, 59, "Client Closed"))
            .snapshot();

    assertThat(tester().previous(before).run(now)).findsExactly("connection/ID-a1/11");
  }

  @Test
  void isSkippedWithoutASnapshotBefore() {
    assertThat(tester().run(Deployments.healthy().addClosed(closed(10, 30, "Kicked")).snapshot()))
        .skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void passesOverIgnoredReasons() {
    CheckTester tester =
        tester().with(StoppedConnections.IGNORED_REASONS, List.of("Client Closed", "Kicked"));
    Snapshot now =
        Deployments.healthy()
            .addClosed(closed(10, 30, "Client Closed"))
            .addClosed(closed(11, 30, "Stale Connection"))
            .snapshot();

    assertThat(tester.previous(BEFORE).run(now)).findsExactly("connection/ID-a1/11");
  }

  @Test
  void countsMoreThanItKeeps() {
    DeploymentBuilder now = Deployments.healthy();
    for (int cid = 0; cid < 50; cid++) {
      now.addClosed(closed(cid, 30, "Client Closed"));
    }
    CheckResult result = tester().maxFindings(10).previous(BEFORE).run(now.snapshot());

    assertThat(result).hasFindings(50);
    Assertions.assertThat(result.findings()).hasSize(10);
  }

  @Test
  void takesAListThatWasCutForWholeAsLongAsItMeetsTheOneBefore() {
    Connection old = closed(10, 90, "Client Closed");
    Snapshot before =
        DeploymentBuilder.from(BEFORE)
            .addClosed(old.toBuilder().observedAt(BEFORE.takenAt()).build())
            .snapshot();
    Snapshot now =
        Deployments.healthy()
            .addClosed(old)
            .addClosed(closed(11, 5, "Client Closed"))
            .missing(Section.CONNZ_CLOSED, "a1", Coverage.Status.TRUNCATED)
            .snapshot();

    CheckResult result = tester().previous(before).run(now);

    assertThat(result).findsExactly("connection/ID-a1/11");
    Assertions.assertThat(result.gaps()).isEmpty();
  }

  @Test
  void saysThatSomeMayBeLostWhereTheListsDoNotMeet() {
    Snapshot before =
        DeploymentBuilder.from(BEFORE)
            .addClosed(
                closed(1, 90, "Client Closed").toBuilder().observedAt(BEFORE.takenAt()).build())
            .snapshot();
    Snapshot now = Deployments.healthy().addClosed(closed(500, 5, "Client Closed")).snapshot();

    assertThat(tester().previous(before).run(now))
        .hasFindings(1)
        .hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
  }

  /** The list of each minute holds what was closed so far, by a clock of the server's own. */
  @Property(tries = 200)
  void overManyAuditsEachClosingIsReportedOnce(
      @ForAll @Size(max = 12) List<@IntRange(min = 61, max = 299) Integer> closings,
      @ForAll @IntRange(min = -4_000, max = 4_000) int clockAhead) {
    int reported = 0;
    Snapshot before = listing(closings, 60, clockAhead);
    for (int second = 120; second <= 300; second += 60) {
      Snapshot now = listing(closings, second, clockAhead);
      reported += (int) tester().previous(before).run(now).findingCount();
      before = now;
    }

    Assertions.assertThat(reported).isEqualTo(closings.size());
  }

  private static Snapshot listing(List<Integer> closings, int second, int clockAhead) {
    Instant server = Deployments.NOW.plusSeconds(clockAhead);
    DeploymentBuilder deployment =
        Deployments.healthy(Duration.ofSeconds(second))
            .statistics("a1", a1 -> a1.now(server.plusSeconds(second)));
    for (int i = 0; i < closings.size(); i++) {
      if (closings.get(i) <= second) {
        deployment.addClosed(
            closed(i, 0, "Client Closed").toBuilder()
                .stop(server.plusSeconds(closings.get(i)))
                .observedAt(server.plusSeconds(second))
                .build());
      }
    }
    return deployment.snapshot();
  }

  private CheckResult run(Connection closed) {
    return tester().previous(BEFORE).run(Deployments.healthy().addClosed(closed).snapshot());
  }

  private static Connection closed(long cid, long secondsAgo, String reason) {
    Instant stop = Deployments.NOW.minusSeconds(secondsAgo);
    return Connection.builder(Deployments.idOf("a1"), cid)
        .account(Deployments.ACME)
        .name("app")
        .start(stop.minus(Duration.ofMinutes(10)))
        .observedAt(Deployments.NOW)
        .stop(stop)
        .reason(reason)
        .build();
  }
}
