// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnexpectedServerRestartTest extends CheckContract {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant T1 = Instant.parse("2026-02-01T11:59:30.123456789Z");

  @Override
  protected UnexpectedServerRestart check() {
    return new UnexpectedServerRestart();
  }

  @Test
  void firesWhenTheStartTimeChanged() {
    assertThat(run(List.of(server("N1", "n1", T0)), List.of(server("N2", "n1", T1))))
        .onlyFinding()
        .hasMessage(
            "server C1/n1: started again at 2026-02-01T11:59:30.123456789Z with the same release"
                + " 2.11.4 (before: 2026-01-01T00:00:00Z)")
        .hasSeverity(Severity.CRITICAL)
        .hasEvidence("start", "2026-02-01T11:59:30.123456789Z")
        .hasEvidence("previous_start", "2026-01-01T00:00:00Z")
        .hasEvidence("server_id", "N2")
        .hasEvidence("previous_server_id", "N1")
        .hasEvidence("version", "2.11.4")
        .hasEvidence("cluster", "C1");
  }

  @Test
  void firesWhenTheNewStartTimeIsEarlier() {
    assertThat(run(List.of(server("N1", "n1", T1)), List.of(server("N2", "n1", T0))))
        .hasFindings(1);
  }

  @Test
  void firesWhateverTheId() {
    assertThat(run(List.of(server("N1", "n1", T0)), List.of(server("N1", "n1", T1))))
        .hasFindings(1);
  }

  @Test
  void staysSilentWhenTheStartTimeIsUnchanged() {
    assertThat(run(List.of(server("N1", "n1", T0)), List.of(server("N1", "n1", T0))))
        .passed()
        .lookedAt(1);
  }

  @Test
  void takesARestartWithAnotherReleaseForAnUpgrade() {
    Server upgraded =
        server("N2", "n1", T1).toBuilder().version(ServerVersion.parse("2.11.5")).build();

    assertThat(run(List.of(server("N1", "n1", T0)), List.of(upgraded))).passed();
  }

  @Test
  void isSkippedInTheFirstSnapshot() {
    assertThat(tester().run(snapshot(Duration.ZERO, List.of(server("N1", "n1", T0)))))
        .skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void looksOnlyAtTheSnapshotRightBefore() {
    List<Snapshot> past =
        List.of(
            snapshot(Duration.ofMinutes(-2), List.of(server("N1", "n1", T0))),
            snapshot(Duration.ofMinutes(-1), List.of()));

    assertThat(tester().after(past).run(snapshot(Duration.ZERO, List.of(server("N2", "n1", T1)))))
        .skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void cannotFollowAServerWithoutANameOfItsOwn() {
    assertThat(run(List.of(server("N1", "N1", T0)), List.of(server("N2", "N2", T1))))
        .skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void staysSilentForServersThatShareAName() {
    List<Server> both = List.of(server("N1", "edge", T0), server("N2", "edge", T1));

    assertThat(run(both, both)).passed().lookedAt(2);
  }

  @Test
  void findsTheOneThatWasRestartedAmongServersThatShareAName() {
    Instant later = T1.plusSeconds(10);

    assertThat(
            run(
                List.of(server("N1", "edge", T0), server("N2", "edge", T1)),
                List.of(server("N1", "edge", T0), server("N3", "edge", later))))
        .onlyFinding()
        .hasKey("SERVER_008 server/C1/edge id=N3")
        .hasEvidence("previous_server_id", "N2");
  }

  @Test
  void doesNotTakeANewServerOfATakenNameForARestart() {
    assertThat(
            run(
                List.of(server("N1", "edge", T0)),
                List.of(server("N1", "edge", T0), server("N2", "edge", T1))))
        .passed()
        .hasGap("server C1/edge", SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void cannotTellARestartFromAnUpgradeWithoutTheRelease() {
    Server unknown = server("N2", "n1", T1).toBuilder().version(ServerVersion.UNKNOWN).build();

    assertThat(run(List.of(server("N1", "n1", T0)), List.of(unknown)))
        .skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void recordsAServerOfWhichEitherSnapshotLacksVarz() {
    Snapshot now = Deployments.healthy().snapshot();
    Snapshot before =
        Deployments.healthy(Duration.ofMinutes(-1))
            .server("a1", server -> server.statistics(null))
            .missing(Section.VARZ, "a1", Coverage.Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().previous(before).run(now))
        .passed()
        .hasGap("server A/a1", SkipReason.NO_PREVIOUS_SNAPSHOT);
    assertThat(tester().previous(now).run(before))
        .passed()
        .hasGap("server A/a1", SkipReason.TIMED_OUT);
  }

  private CheckResult run(List<Server> before, List<Server> now) {
    return tester()
        .previous(snapshot(Duration.ofMinutes(-1), before))
        .run(snapshot(Duration.ZERO, now));
  }

  private static Server server(String id, String name, Instant start) {
    return Server.builder(id, name)
        .cluster("C1")
        .version(ServerVersion.parse("2.11.4"))
        .statistics(ServerStatistics.builder(start, Deployments.NOW).build())
        .build();
  }

  private static Snapshot snapshot(Duration later, List<Server> servers) {
    return Snapshot.builder(Deployments.NOW.plus(later))
        .servers(servers)
        .coverage(Coverage.builder().gathered(Section.VARZ).build())
        .build();
  }
}
