// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.history.History;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A history that keeps every sample of a few snapshots. */
final class SnapshotHistory implements History {

  private final Duration window;
  private final List<Snapshot> snapshots;
  private final Map<Track<?>, Map<String, Samples>> read = new ConcurrentHashMap<>();

  /** The last snapshot is the one under evaluation; older ones than the window are forgotten. */
  SnapshotHistory(Duration window, List<Snapshot> snapshots) {
    this.window = window;
    Instant from = snapshots.get(snapshots.size() - 1).takenAt().minus(window);
    this.snapshots = snapshots.stream().filter(each -> !each.takenAt().isBefore(from)).toList();
  }

  @Override
  public Duration window() {
    return window;
  }

  @Override
  public Series series(Track<?> track, String key) {
    Samples samples = read.computeIfAbsent(track, this::readAll).get(key);
    return samples == null ? Series.EMPTY : samples;
  }

  private Map<String, Samples> readAll(Track<?> track) {
    Map<String, Samples> byKey = new HashMap<>();
    for (Snapshot snapshot : snapshots) {
      track.read(
          snapshot,
          (key, value) ->
              byKey.computeIfAbsent(key, any -> new Samples()).add(snapshot.takenAt(), value));
    }
    return byKey;
  }

  /** The samples of one entity. */
  private static final class Samples implements Series {
    private final List<Instant> times = new ArrayList<>();
    private final List<Long> values = new ArrayList<>();

    void add(Instant time, long value) {
      times.add(time);
      values.add(value);
    }

    @Override
    public int size() {
      return times.size();
    }

    @Override
    public Instant timeAt(int index) {
      return times.get(index);
    }

    @Override
    public long valueAt(int index) {
      return values.get(index);
    }
  }
}
