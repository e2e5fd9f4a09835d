// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import static io.natschecks.core.checks.meta.MetaSnapshots.NOW;
import static io.natschecks.core.checks.meta.MetaSnapshots.at;
import static io.natschecks.core.checks.meta.MetaSnapshots.view;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.MetaGroup;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.history.Recorder;
import io.natschecks.core.history.WindowHistory;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.CheckTester;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetaLeaderFlappingTest extends CheckContract {

  @Override
  protected MetaLeaderFlapping check() {
    return new MetaLeaderFlapping();
  }

  @Test
  void firesForTwoChangesWithinTheWindow() {
    assertThat(run("n1@11", "n1@4", "n2@2", "n1@0"))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage("meta-cluster hub: its leader changed 2 times within 10m0s (reported above 1)")
        .hasObserved(2)
        .hasLimit(1)
        .hasEvidence("samples", 3)
        .hasEvidence(
            "leaders", "2026-11-21T08:49:00Z n1, 2026-11-21T08:58:00Z n2, 2026-11-21T09:00:00Z n1");
  }

  @Test
  void staysSilentForOneChange() {
    assertThat(run("n1@11", "n1@4", "n1@2", "n2@0")).passed();
  }

  @Test
  void staysSilentForAChangeThatLeftTheWindow() {
    assertThat(run("n1@11", "n2@9", "n3@1", "n3@0")).passed();
  }

  @Test
  void theOldEndOfTheWindowIsOpen() {
    assertThat(run("n1@10", "n2@9", "n3@1", "n3@0")).passed();
  }

  @Test
  void anElectionWithoutAWinnerIsNoChange() {
    assertThat(run("n1@11", "n1@4", "none@3", "n1@2", "n1@0")).passed();
  }

  @Test
  void tooFewSnapshotsAreNoPass() {
    assertThat(run("n1@11", "n1@0")).skipped(SkipReason.HISTORY_TOO_SHORT);
    assertThat(run("n1@11", "n1@5", "n2@0")).skipped(SkipReason.HISTORY_TOO_SHORT);
  }

  /** A day of minutes in one run, two hours without, and one snapshot: nothing was seen lately. */
  @Test
  void aPauseOfTheMonitoringIsNoPass() {
    WindowHistory history = new WindowHistory(Duration.ofHours(24));
    for (int minute = 1_440; minute > 120; minute--) {
      Recorder.record(
          history,
          at(NOW.minus(Duration.ofMinutes(minute)), led("n1")),
          check().descriptor().tracks());
    }
    Snapshot now = at(NOW, led("n1"));
    Recorder.record(history, now, check().descriptor().tracks());

    assertThat(tester().history(history).run(now)).skipped(SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void aHistoryShorterThanTheWindowIsNoPass() {
    assertThat(run("n1@9", "n1@4", "n1@2", "n1@0")).skipped(SkipReason.HISTORY_TOO_SHORT);
    assertThat(run("n1@0")).skipped(SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void aHistoryShorterThanTheWindowStillShowsWhatHappened() {
    assertThat(run("n1@4", "n2@2", "n1@0")).hasFindings(1);
  }

  @Test
  void aHistoryAsLongAsTheWindowIsEnough() {
    CheckTester tester = tester().window(Duration.ofMinutes(10));

    assertThat(run(tester, "n1@10", "n1@6", "n1@3", "n1@0")).passed();
    assertThat(run(tester, "n1@3", "n1@2", "n1@1", "n1@0")).skipped(SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void followsItsParameters() {
    CheckTester tester =
        tester()
            .with(MetaLeaderFlapping.MAX_CHANGES, 0L)
            .with(MetaLeaderFlapping.WINDOW_MINUTES, 3L);

    assertThat(run(tester, "n1@4", "n1@2", "n2@0")).hasFindings(1);
    assertThat(run(tester, "n1@4", "n2@2", "n2@0")).passed();
  }

  @Test
  void theLeaderOfMostMembersCountsOnceAndTheSmallestOnATie() {
    List<Snapshot> past =
        List.of(
            at(minutesAgo(11), members("n1", "n1")),
            at(minutesAgo(6), members("n1", "n2")),
            at(minutesAgo(3), members("n2", "n1")));

    assertThat(tester().after(past).run(at(NOW, members("n1", "n1")))).passed();
  }

  @Test
  void namesALeaderThatIsGoneAsNotKnown() {
    List<Snapshot> past = List.of(at(minutesAgo(5), led("old")), at(minutesAgo(2), led("n1")));

    assertThat(
            tester().with(MetaLeaderFlapping.MAX_CHANGES, 0L).after(past).run(at(NOW, led("n1"))))
        .onlyFinding()
        .hasEvidence(
            "leaders",
            "2026-11-21T08:55:00Z a server that is not known any more, 2026-11-21T08:58:00Z n1");
  }

  @Test
  void judgesTheGroupOfEachDomainAlone() {
    List<Snapshot> past =
        List.of(
            twoGroups(minutesAgo(11), "n1"),
            twoGroups(minutesAgo(5), "n2"),
            twoGroups(minutesAgo(2), "n1"));

    assertThat(tester().after(past).run(twoGroups(NOW, "n2")))
        .findsExactly("meta-cluster hub")
        .lookedAt(2);
  }

  private static Snapshot twoGroups(Instant time, String leader) {
    return at(
        time,
        new MetaGroup("hub", List.of(view("n1", leader, 2))),
        new MetaGroup("edge", List.of(view("n9", "n9", 1))));
  }

  private CheckResult run(String... samples) {
    return run(tester(), samples);
  }

  /** Each sample is a leader and how many minutes ago it was seen; the last one is now. */
  private static CheckResult run(CheckTester tester, String... samples) {
    List<Snapshot> all = Stream.of(samples).map(MetaLeaderFlappingTest::sample).toList();
    return tester.after(all.subList(0, all.size() - 1)).run(all.get(all.size() - 1));
  }

  private static Snapshot sample(String text) {
    String[] parts = text.split("@");
    return at(minutesAgo(Long.parseLong(parts[1])), led(parts[0].equals("none") ? null : parts[0]));
  }

  private static MetaGroupView led(@Nullable String leader) {
    return view("n1", leader, 3);
  }

  private static MetaGroupView[] members(String... named) {
    MetaGroupView[] views = new MetaGroupView[named.length];
    for (int i = 0; i < named.length; i++) {
      views[i] = view("n" + (i + 1), named[i], named.length);
    }
    return views;
  }

  private static Instant minutesAgo(long minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }
}
