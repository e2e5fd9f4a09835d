// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Samples snapshots into a history, as the engine does. */
public final class Recorder {

  private Recorder() {}

  /** Adds a snapshot. */
  public static void record(
      WindowHistory history, Snapshot snapshot, Collection<? extends Track<?>> tracks) {
    Map<Tracked<?>, List<Track<?>>> kinds =
        tracks.stream().collect(Collectors.groupingBy(Track::tracked));
    List<Readings> readings = new ArrayList<>();
    kinds.forEach(
        (kind, followed) -> {
          Roll<?> roll = history.roll(kind, snapshot);
          Map<Track<?>, long[]> values = new HashMap<>();
          followed.forEach(track -> values.put(track, roll.read(track)));
          readings.add(new Readings(kind, followed, roll, values));
        });
    history.record(snapshot.takenAt(), readings);
  }
}
