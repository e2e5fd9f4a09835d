// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.idle;

import static io.natschecks.core.checks.shared.Written.DAY;
import static io.natschecks.core.checks.shared.Written.LABEL;
import static io.natschecks.core.checks.shared.Written.ORDERS;
import static io.natschecks.core.checks.shared.Written.ago;
import static io.natschecks.core.checks.shared.Written.now;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.shared.Written;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InactiveStreamTest extends CheckContract {

  private static final Instant THIS_MORNING = Deployments.NOW.minus(Duration.ofHours(3));

  @Override
  protected InactiveStream check() {
    return new InactiveStream();
  }

  @Override
  protected List<Snapshot> healthyPast() {
    return Written.HEALTHY_DAY;
  }

  @Test
  void firesWhereNothingWasWrittenSinceTheFirstSnapshotOfTheWindow() {
    assertThat(run(10, 10))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_IDLE_002 stream/hub/ACME/ORDERS")
        .hasMessage("stream ACME/ORDERS: last sequence 10 unchanged for 1d0h")
        .hasObserved(10)
        .hasLimit(10)
        .hasEvidence("last_sequence", 10)
        .hasEvidence("last_message_time", "2026-01-20T10:00:00Z")
        .hasEvidence("messages", 100_000)
        .hasEvidence("bytes", "512.0 MiB")
        .hasEvidence("samples", 2)
        .hasEvidence("window", "1d0h");
  }

  @Test
  void staysSilentAfterASingleMessage() {
    assertThat(run(10, 11)).passed().lookedAt(5).notLookedAt(0);
  }

  @Test
  void leavesOutSealedStreams() {
    Snapshot sealed = now(10).streamConfig(ORDERS, config -> config.sealed(true)).snapshot();

    assertThat(tester().after(List.of(ago(DAY, 10).snapshot())).run(sealed)).passed().lookedAt(4);
  }

  @Test
  void firesForAStreamThatWasNeverWritten() {
    assertThat(run(0, 0)).findsExactly(LABEL);
  }

  @Test
  void isSkippedWithTheCurrentSnapshotAlone() {
    assertThat(tester().run(now(10).snapshot())).skipped(SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void isSkippedUntilTheHistoryCoversTheWindow() {
    assertThat(
            tester()
                .after(List.of(ago(DAY.minusSeconds(1), 10).snapshot()))
                .run(now(10).snapshot()))
        .skipped(SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void cannotJudgeAStreamThatIsYoungerThanTheWindow() {
    Snapshot made =
        ago(Duration.ofHours(2), 10).stream(ORDERS, stream -> Written.madeAt(THIS_MORNING, stream))
            .snapshot();
    Snapshot stillThere =
        now(10).stream(ORDERS, stream -> Written.madeAt(THIS_MORNING, stream)).snapshot();

    assertThat(tester().after(List.of(ago(DAY, 10).snapshot(), made)).run(stillThere))
        .passed()
        .lookedAt(4)
        .hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void passesAYoungStreamThatIsWritten() {
    Snapshot made =
        ago(Duration.ofHours(2), 10).stream(ORDERS, stream -> Written.madeAt(THIS_MORNING, stream))
            .snapshot();
    Snapshot written =
        now(11).stream(ORDERS, stream -> Written.madeAt(THIS_MORNING, stream)).snapshot();

    assertThat(tester().after(List.of(ago(DAY, 10).snapshot(), made)).run(written))
        .passed()
        .lookedAt(5);
  }

  @Test
  void cannotJudgeAStreamWithoutALeaderInTheFirstSnapshot() {
    Snapshot leaderless = ago(DAY, 10).stream(ORDERS, Written::withoutLeader).snapshot();
    Snapshot later = ago(Duration.ofHours(2), 10).snapshot();

    assertThat(tester().after(List.of(leaderless, later)).run(now(10).snapshot()))
        .passed()
        .hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void cannotJudgeAStreamWithoutALeaderNow() {
    assertThat(
            tester()
                .after(List.of(ago(DAY, 10).snapshot()))
                .run(now(10).stream(ORDERS, Written::withoutLeader).snapshot()))
        .passed()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotTellWhetherAStreamOfUnknownConfigurationIsSealed() {
    assertThat(
            tester()
                .after(List.of(ago(DAY, 10).snapshot()))
                .run(now(10).stream(ORDERS, Written::withoutConfig).snapshot()))
        .passed()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  private CheckResult run(long before, long after) {
    return tester().after(List.of(ago(DAY, before).snapshot())).run(now(after).snapshot());
  }
}
