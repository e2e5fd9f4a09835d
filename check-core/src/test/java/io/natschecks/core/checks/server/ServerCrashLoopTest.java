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
import io.natschecks.core.history.Recorder;
import io.natschecks.core.history.WindowHistory;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerCrashLoopTest extends CheckContract {

  private static final Instant NOW = Deployments.NOW;

  @Override
  protected ServerCrashLoop check() {
    return new ServerCrashLoop();
  }

  @Test
  void firesForThreeStartTimesInAnHour() {
    assertThat(run(started(50, 90), started(20, 25), started(0, 5)))
        .onlyFinding()
        .hasMessage(
            "server C1/n1: 3 start times seen within 1h0m (reported above 2), that is 2 restarts")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(3)
        .hasLimit(2)
        .hasEvidence("restarts", 2)
        .hasEvidence(
            "start_times", "2026-02-01T10:30:00Z, 2026-02-01T11:35:00Z, 2026-02-01T11:55:00Z")
        .hasEvidence("window", "1h0m")
        .hasEvidence("server_id", "ID-5");
  }

  @Test
  void firesOnAHistoryOfLessThanAnHour() {
    assertThat(run(started(2, 90), started(1, 2), started(0, 1))).hasFindings(1);
  }

  @Test
  void acceptsOneRestart() {
    assertThat(run(started(60, 90), started(30, 90), started(0, 5))).passed();
  }

  @Test
  void doesNotCountAStartTimeThatWasLastSeenBeforeTheHour() {
    assertThat(run(started(61, 90), started(30, 40), started(0, 5))).passed();
  }

  @Test
  void countsAStartTimeThatWasLastSeenExactlyAnHourAgo() {
    assertThat(run(started(60, 90), started(30, 40), started(0, 5))).hasFindings(1);
  }

  @Test
  void saysNothingOfAServerThatIsNotThere() {
    List<Snapshot> past = List.of(started(50, 90), started(20, 25), started(10, 15));

    assertThat(tester().after(past).run(snapshot(0))).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void doesNotPassTheFirstSnapshot() {
    assertThat(run(started(0, 90))).skipped(SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void doesNotPassAServerThatWasFollowedForLessThanAnHour() {
    assertThat(run(started(59, 90), started(0, 90)))
        .skipped(SkipReason.HISTORY_TOO_SHORT)
        .hasGap("server C1/n1", SkipReason.HISTORY_TOO_SHORT);
    assertThat(run(started(60, 90), started(0, 90))).passed();
  }

  @Test
  void passesOneServerAndNotAnotherThatIsNew() {
    Snapshot before = snapshot(60, server("A", "old", minutesAgo(90)));
    Snapshot now =
        snapshot(0, server("A", "old", minutesAgo(90)), server("B", "new", minutesAgo(5)));

    assertThat(tester().after(List.of(before)).run(now))
        .passed()
        .lookedAt(1)
        .hasGap("server C1/new", SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void cannotCountRestartsOfServersThatShareAName() {
    List<Snapshot> all = new ArrayList<>();
    for (int minutes = 60; minutes >= 0; minutes -= 10) {
      // Each of the two is restarted once.
      int start = minutes > 30 ? 90 : 35;
      all.add(
          snapshot(
              minutes,
              server("A" + start, "edge", minutesAgo(start)),
              server("B" + start, "edge", minutesAgo(start + 1))));
    }

    assertThat(run(all))
        .skipped(SkipReason.NOT_EVALUABLE)
        .hasGap("server C1/edge", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotCountRestartsOfServersThatAreSeenInTurns() {
    assertThat(
            run(
                started(60, 90),
                started(50, 95),
                started(40, 100),
                started(30, 90),
                started(0, 90)))
        .skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void countsUpgradesToo() {
    Snapshot upgraded =
        snapshot(
            0,
            server("C", "n1", minutesAgo(5)).toBuilder()
                .version(ServerVersion.parse("2.15.1"))
                .build());

    assertThat(tester().after(List.of(started(50, 90), started(20, 25))).run(upgraded))
        .hasFindings(1);
  }

  @Test
  void neverFiresForAServerWithoutANameOfItsOwn() {
    List<Snapshot> past = new ArrayList<>();
    for (int minutes = 60; minutes > 0; minutes -= 10) {
      past.add(snapshot(minutes, server("N" + minutes, "N" + minutes, minutesAgo(minutes + 1))));
    }

    assertThat(tester().after(past).run(snapshot(0, server("N0", "N0", minutesAgo(1)))))
        .skipped(SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void followsItsParameter() {
    List<Snapshot> past = List.of(started(60, 90), started(20, 25));

    assertThat(tester().with(ServerCrashLoop.MAX_RESTARTS, 3L).after(past).run(started(0, 5)))
        .passed();
    assertThat(tester().with(ServerCrashLoop.MAX_RESTARTS, 1L).after(past).run(started(0, 25)))
        .hasFindings(1);
  }

  @Test
  void passesAndFiresInAHistoryThatIsSampledEveryFewSeconds() {
    WindowHistory history = new WindowHistory(Duration.ofHours(24));
    Instant start = minutesAgo(2_000);
    for (int seconds = 3_600 * 26; seconds >= 0; seconds -= 10) {
      // One start that only a single sample has seen, 50 minutes ago.
      boolean crashed = seconds == 3_000;
      start = crashed ? minutesAgo(51) : seconds == 2_990 ? minutesAgo(50) : start;
      record(history, NOW.minusSeconds(seconds), start);
    }

    assertThat(tester().history(history).run(started(0, 50))).hasFindings(1);
    record(history, NOW.plusSeconds(3_000), start);
    assertThat(tester().history(history).run(at(NOW.plusSeconds(3_000), start))).passed();
  }

  @Test
  void leavesOutAStartTimeThatIsCenturiesAway() {
    assertThat(run(at(NOW, Instant.parse("9999-01-01T00:00:00Z"))))
        .skipped(SkipReason.HISTORY_TOO_SHORT);
  }

  private static void record(WindowHistory history, Instant now, Instant start) {
    Recorder.record(history, at(now, start), List.of(ServerCrashLoop.STARTS));
  }

  private CheckResult run(Snapshot... snapshots) {
    return run(Arrays.asList(snapshots));
  }

  private CheckResult run(List<Snapshot> snapshots) {
    int last = snapshots.size() - 1;
    return tester().after(snapshots.subList(0, last)).run(snapshots.get(last));
  }

  /** A snapshot of n1, as it was some minutes ago with a start before that. */
  private static Snapshot started(int minutesAgo, int startMinutesAgo) {
    return snapshot(minutesAgo, server("ID-" + startMinutesAgo, "n1", minutesAgo(startMinutesAgo)));
  }

  private static Snapshot at(Instant now, Instant start) {
    return snapshot(now, server("ID", "n1", start));
  }

  private static Server server(String id, String name, Instant start) {
    return Server.builder(id, name)
        .cluster("C1")
        .statistics(ServerStatistics.builder(start, NOW).build())
        .build();
  }

  private static Snapshot snapshot(int minutesAgo, Server... servers) {
    return snapshot(minutesAgo(minutesAgo), servers);
  }

  private static Snapshot snapshot(Instant now, Server... servers) {
    return Snapshot.builder(now)
        .servers(List.of(servers))
        .coverage(Coverage.builder().gathered(Section.VARZ).build())
        .build();
  }

  private static Instant minutesAgo(int minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }
}
