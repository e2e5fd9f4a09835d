// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.HistoryNeed;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.history.Readings;
import io.natschecks.core.history.Roll;
import io.natschecks.core.history.WindowHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an auditor keeps of earlier snapshots: as much as its checks ask for. */
final class Memory {

  private final Map<Tracked<?>, List<Track<?>>> tracks;
  private final boolean keepsPrevious;
  private WindowHistory history;
  private @Nullable Snapshot last;

  Memory(Collection<CheckDescriptor> checks, Duration window) {
    this.tracks =
        checks.stream()
            .flatMap(check -> check.tracks().stream())
            .distinct()
            .collect(
                Collectors.groupingBy(Track::tracked, LinkedHashMap::new, Collectors.toList()));
    this.keepsPrevious = checks.stream().anyMatch(check -> check.history() == HistoryNeed.PREVIOUS);
    this.history = new WindowHistory(window);
  }

  WindowHistory history() {
    return history;
  }

  /** A history without any memory, to be read from what was kept. */
  WindowHistory emptyHistory() {
    return new WindowHistory(history.window());
  }

  /** Goes on from a history that was kept. */
  void restore(WindowHistory kept) {
    history = kept;
  }

  /** The snapshot before, unless the clock was set back: then the two cannot be compared. */
  @Nullable Snapshot previousOf(Snapshot current) {
    return last != null && last.takenAt().isBefore(current.takenAt()) ? last : null;
  }

  /** Reads the tracks of a snapshot into the history; gives those that broke, with the reason. */
  Map<Track<?>, String> sample(Snapshot snapshot, BudgetedRunner runner)
      throws InterruptedException {
    Map<Track<?>, String> broken = new HashMap<>();
    Map<Tracked<?>, Roll<?>> rolls = rolls(snapshot, runner, broken);
    Map<Track<?>, long[]> values = values(rolls, runner, broken);
    List<Readings> readings = new ArrayList<>();
    tracks.forEach(
        (kind, followed) -> {
          Map<Track<?>, long[]> read = new HashMap<>(values);
          read.keySet().retainAll(followed);
          readings.add(new Readings(kind, followed, rolls.get(kind), read));
        });
    history.record(snapshot.takenAt(), readings);
    return broken;
  }

  /** Finds the entities of each kind. */
  private Map<Tracked<?>, Roll<?>> rolls(
      Snapshot snapshot, BudgetedRunner runner, Map<Track<?>, String> broken)
      throws InterruptedException {
    List<Tracked<?>> kinds = List.copyOf(tracks.keySet());
    List<Run.Job<Roll<?>>> jobs = new ArrayList<>();
    for (Tracked<?> kind : kinds) {
      jobs.add(new Run.Job<>(kind, () -> history.roll(kind, snapshot)));
    }
    List<Ended<Roll<?>>> ended = runner.run(jobs);
    Map<Tracked<?>, Roll<?>> rolls = new HashMap<>();
    for (int i = 0; i < kinds.size(); i++) {
      Roll<?> roll = ended.get(i).value();
      if (roll != null) {
        rolls.put(kinds.get(i), roll);
      } else {
        String error = ended.get(i).error();
        tracks.getOrDefault(kinds.get(i), List.of()).forEach(each -> broken.put(each, error));
      }
    }
    return rolls;
  }

  /** Reads each track of the kinds whose entities were found. */
  private Map<Track<?>, long[]> values(
      Map<Tracked<?>, Roll<?>> rolls, BudgetedRunner runner, Map<Track<?>, String> broken)
      throws InterruptedException {
    List<Track<?>> readable = new ArrayList<>();
    List<Run.Job<long[]>> jobs = new ArrayList<>();
    rolls.forEach(
        (kind, roll) -> {
          for (Track<?> track : tracks.getOrDefault(kind, List.of())) {
            readable.add(track);
            jobs.add(new Run.Job<>(track, () -> roll.read(track)));
          }
        });
    List<Ended<long[]>> ended = runner.run(jobs);
    Map<Track<?>, long[]> values = new HashMap<>();
    for (int i = 0; i < readable.size(); i++) {
      long[] read = ended.get(i).value();
      if (read == null) {
        broken.put(readable.get(i), ended.get(i).error());
      } else {
        values.put(readable.get(i), read);
      }
    }
    return values;
  }

  void keep(Snapshot snapshot) {
    last = keepsPrevious ? snapshot : null;
  }
}
