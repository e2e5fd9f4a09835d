// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import static io.natschecks.core.checks.meta.MetaSnapshots.of;
import static io.natschecks.core.checks.meta.MetaSnapshots.view;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.MetaSnapshot;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlowMetaSnapshotTest extends CheckContract {

  @Override
  protected SlowMetaSnapshot check() {
    return new SlowMetaSnapshot();
  }

  @Test
  void staysSilentAtExactlyTheThreshold() {
    assertThat(tester().run(leaderTook(Duration.ofSeconds(5)))).passed();
  }

  @Test
  void warnsJustAboveTheThreshold() {
    assertThat(tester().run(leaderTook(Duration.ofSeconds(5, 1))))
        .onlyFinding()
        .hasSeverity(Severity.WARNING);
  }

  @Test
  void warnsBelowTheCriticalThreshold() {
    assertThat(tester().run(leaderTook(Duration.ofMillis(29_900))))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "server A/a1: the leader's last snapshot of the meta state took 29.9 s"
                + " (reported above 5 s)")
        .hasObserved(29.9)
        .hasLimit(5)
        .hasEvidence("leader", "a1")
        .hasEvidence("last_time", "2026-02-01T11:00:00Z")
        .hasEvidence("pending_entries", 10)
        .hasEvidence("stream_replicas", 12)
        .hasEvidence("consumer_replicas", 15);
  }

  @Test
  void saysWhoseReplicasAreNotCounted() {
    Snapshot silent =
        Deployments.healthy()
            .metaView("a1", a1 -> a1.snapshot(took(Duration.ofSeconds(40))))
            .missing(Section.JSZ, "a3", Coverage.Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().run(silent)).onlyFinding().hasEvidence("not_counted", "a3 did not say");
  }

  @Test
  void isCriticalFromTheCriticalThresholdOn() {
    assertThat(tester().run(leaderTook(Duration.ofSeconds(30))))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasMessageContaining("(reported from 30 s)")
        .hasLimit(30);
  }

  @Test
  void isSkippedWhenTheLeaderTookNoneYet() {
    assertThat(tester().run(leaderTook(null))).skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void isSkippedForAReleaseThatDoesNotReportIt() {
    assertThat(
            tester().run(Deployments.healthy().metaView("a1", a1 -> a1.snapshot(null)).snapshot()))
        .skipped(SkipReason.NOT_IN_RELEASE);
  }

  @Test
  void passesOverFollowers() {
    Snapshot snapshot =
        Deployments.healthy()
            .metaView("a1", a1 -> a1.snapshot(took(Duration.ofSeconds(1))))
            .metaView("a2", a2 -> a2.snapshot(took(Duration.ofSeconds(40))))
            .snapshot();

    assertThat(tester().run(snapshot)).passed();
  }

  @Test
  void cannotTellWithoutTheLeadersOwnReport() {
    assertThat(tester().run(of(view("n1", null, 2), view("n2", null, 2))))
        .skipped(SkipReason.NOT_EVALUABLE);
    assertThat(tester().run(of(view("n2", "n1", 2)))).skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void foreseesWhenItFiresOnTheLeader() {
    assertThat(hourly(2_001, 2_501, 3_001, 3_501, 4_001))
        .onlyForecast()
        .hasKey("META_004 server/A/a1")
        .hasSeverity(Severity.WARNING)
        .firesIn(Duration.ofHours(2));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(hourly(4_000, 1_000, 4_500, 500, 4_000)).hasForecasts(0);
  }

  @Test
  void saysWhenAWarningTurnsCritical() {
    assertThat(hourly(10_000, 13_000, 16_000, 19_000, 21_000))
        .onlyFinding()
        .hasEvidence("limit_reached_at", "2026-02-01T15:00:00Z");
  }

  private CheckResult hourly(long... millis) {
    return tester().runHourly(each -> leaderTook(Duration.ofMillis(each)), millis);
  }

  private static Snapshot leaderTook(@Nullable Duration length) {
    return Deployments.healthy().metaView("a1", a1 -> a1.snapshot(took(length))).snapshot();
  }

  private static MetaSnapshot took(@Nullable Duration length) {
    return new MetaSnapshot(Deployments.NOW.minusSeconds(3_600), length, 10, 4_096);
  }
}
