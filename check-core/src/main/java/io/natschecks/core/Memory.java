// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.HistoryNeed;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.history.Readings;
import io.natschecks.core.history.WindowHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an auditor keeps of earlier snapshots: as much as its checks ask for. */
final class Memory {

  private final List<Track<?>> tracks;
  private final boolean keepsPrevious;
  private final WindowHistory history;
  private @Nullable Snapshot last;

  Memory(Collection<CheckDescriptor> checks, Duration window) {
    this.tracks = checks.stream().flatMap(check -> check.tracks().stream()).distinct().toList();
    this.keepsPrevious = checks.stream().anyMatch(check -> check.history() == HistoryNeed.PREVIOUS);
    this.history = new WindowHistory(window);
  }

  WindowHistory history() {
    return history;
  }

  /** The snapshot before, unless the clock was set back: then the two cannot be compared. */
  @Nullable Snapshot previousOf(Snapshot current) {
    return last != null && last.takenAt().isBefore(current.takenAt()) ? last : null;
  }

  /** Reads the tracks of a snapshot into the history; gives those that broke, with the reason. */
  Map<Track<?>, String> sample(Snapshot snapshot, BudgetedRunner runner)
      throws InterruptedException {
    List<Run.Job<Readings>> jobs = new ArrayList<>();
    for (Track<?> track : tracks) {
      jobs.add(new Run.Job<>(track, () -> Readings.of(track, snapshot)));
    }
    List<Ended<Readings>> ended = runner.run(jobs);
    Map<Track<?>, Readings> readings = new HashMap<>();
    Map<Track<?>, String> broken = new HashMap<>();
    for (int i = 0; i < ended.size(); i++) {
      Readings values = ended.get(i).value();
      if (values == null) {
        broken.put(tracks.get(i), ended.get(i).error());
      } else {
        readings.put(tracks.get(i), values);
      }
    }
    history.record(snapshot.takenAt(), readings);
    return broken;
  }

  void keep(Snapshot snapshot) {
    last = keepsPrevious ? snapshot : null;
  }
}
