// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.history.History;
import io.natschecks.api.history.Seen;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreconditionsTest {

  private static final Track<Server> TRACK = Track.of(Tracked.SERVERS, "test", server -> 1);
  private static final CheckDescriptor NEEDS_VARZ = descriptor().requires(Section.VARZ).build();
  private static final CheckDescriptor NEEDS_PREVIOUS = descriptor().needsPrevious().build();

  @Test
  void areMetWhenOneServerGaveTheSection() {
    Coverage coverage =
        Coverage.builder()
            .section(Section.VARZ, Coverage.Status.TIMED_OUT, "")
            .server(Section.VARZ, "N2", Coverage.Status.GATHERED, "")
            .build();
    assertThat(Preconditions.unmet(NEEDS_VARZ, snapshot(coverage, "N1", "N2"), null, History.NONE))
        .isNull();
  }

  @Test
  void areUnmetWhenNoServerGaveTheSection() {
    Coverage coverage =
        Coverage.builder()
            .gathered(Section.VARZ)
            .server(Section.VARZ, "N1", Coverage.Status.REFUSED, "no permission")
            .server(Section.VARZ, "N2", Coverage.Status.TIMED_OUT, "")
            .build();
    assertThat(Preconditions.unmet(NEEDS_VARZ, snapshot(coverage, "N1", "N2"), null, History.NONE))
        .isEqualTo(CheckResult.skipped(SkipReason.REFUSED, "VARZ: no permission"));
  }

  @Test
  void goByTheWholeWhenThereAreNoServers() {
    Coverage gathered = Coverage.builder().gathered(Section.VARZ).build();
    assertThat(Preconditions.unmet(NEEDS_VARZ, snapshot(gathered), null, History.NONE)).isNull();
    assertThat(
            Preconditions.unmet(
                NEEDS_VARZ, snapshot(Coverage.builder().build()), null, History.NONE))
        .isEqualTo(CheckResult.skipped(SkipReason.NOT_REQUESTED, "VARZ"));
  }

  @Test
  void namesEveryFateOfASection() {
    for (Coverage.Status status : Coverage.Status.values()) {
      Coverage coverage = Coverage.builder().section(Section.VARZ, status, "").build();
      CheckResult unmet =
          Preconditions.unmet(NEEDS_VARZ, snapshot(coverage, "N1"), null, History.NONE);
      if (status == Coverage.Status.GATHERED) {
        assertThat(unmet).isNull();
      } else {
        assertThat(unmet).isEqualTo(CheckResult.skipped(SkipReason.of(status), "VARZ"));
      }
    }
  }

  @Test
  void wantAPreviousSnapshotWhereTheCheckNeedsOne() {
    Snapshot snapshot = snapshot(Coverage.builder().build());
    assertThat(Preconditions.unmet(NEEDS_PREVIOUS, snapshot, snapshot, History.NONE)).isNull();
    assertThat(Preconditions.unmet(NEEDS_PREVIOUS, snapshot, null, History.NONE))
        .extracting(CheckResult::skipReason)
        .isEqualTo(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void wantAHistoryOfTheWholeWindowWhereTheCheckNeedsIt() {
    CheckDescriptor needsWindow = descriptor().followsForWholeWindow(TRACK).build();
    Snapshot snapshot = snapshot(Coverage.builder().build());
    Duration window = Duration.ofHours(24);

    assertThat(Preconditions.unmet(needsWindow, snapshot, null, seen(window))).isNull();
    assertThat(Preconditions.unmet(needsWindow, snapshot, null, seen(window.minusSeconds(60))))
        .isEqualTo(
            CheckResult.skipped(
                SkipReason.HISTORY_TOO_SHORT,
                "the history covers 23h59m of the 1d0h that it takes; it can be judged from"
                    + " 1970-01-02T00:00:00Z"));
    assertThat(Preconditions.unmet(needsWindow, snapshot, null, History.NONE))
        .isEqualTo(
            CheckResult.skipped(
                SkipReason.HISTORY_TOO_SHORT, "the history covers 0ns of the 1d0h that it takes"));
  }

  @Test
  void wantNoHistoryWhereTheCheckOnlyFollows() {
    Snapshot snapshot = snapshot(Coverage.builder().build());
    CheckDescriptor follows = descriptor().follows(TRACK).build();
    CheckDescriptor alsoFollows = descriptor().alsoFollows(TRACK).build();

    assertThat(Preconditions.unmet(follows, snapshot, null, History.NONE)).isNull();
    assertThat(Preconditions.unmet(alsoFollows, snapshot, null, History.NONE)).isNull();
    assertThat(alsoFollows.history()).isEqualTo(HistoryNeed.CURRENT);
    assertThat(alsoFollows.tracks()).containsExactly(TRACK);
  }

  private static History seen(Duration length) {
    Seen seen = new Seen(Instant.EPOCH, Instant.EPOCH.plus(length), 2, length);
    return new OneSeries(Series.EMPTY, seen);
  }

  private static Snapshot snapshot(Coverage coverage, String... serverIds) {
    return Snapshot.builder(Instant.EPOCH)
        .coverage(coverage)
        .servers(List.of(serverIds).stream().map(id -> Server.builder(id, id).build()).toList())
        .build();
  }

  private static CheckDescriptor.Builder descriptor() {
    return CheckDescriptor.of("TEST_001", "Test")
        .kind(Kind.OPERATIONAL)
        .severity(Severity.WARNING)
        .category(Category.HEALTH)
        .entity(EntityType.SERVER)
        .remediation("Mend it")
        .runbook(Runbook.why("It matters").build())
        .since("0.1");
  }
}
