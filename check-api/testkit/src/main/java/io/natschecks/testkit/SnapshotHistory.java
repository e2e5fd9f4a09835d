// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.history.History;
import io.natschecks.api.history.Seen;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private <E> Map<String, Samples> readAll(Track<E> track) {
    Map<String, Samples> byKey = new HashMap<>();
    for (Snapshot snapshot : snapshots) {
      for (E entity : track.tracked().in(snapshot)) {
        long value = track.read(entity);
        if (value != Track.HOLE) {
          byKey
              .computeIfAbsent(track.tracked().keyOf(entity), any -> new Samples())
              .add(snapshot.takenAt(), value);
        }
      }
    }
    return byKey;
  }

  @Override
  public Seen seen() {
    Duration longestGap = Duration.ZERO;
    for (int i = 1; i < snapshots.size(); i++) {
      Duration gap = Duration.between(snapshots.get(i - 1).takenAt(), snapshots.get(i).takenAt());
      longestGap = gap.compareTo(longestGap) > 0 ? gap : longestGap;
    }
    return new Seen(
        snapshots.get(0).takenAt(),
        snapshots.get(snapshots.size() - 1).takenAt(),
        snapshots.size(),
        longestGap);
  }

  @Override
  public long snapshotsAfter(Instant time) {
    return snapshots.stream().filter(each -> each.takenAt().isAfter(time)).count();
  }

  @Override
  public Collection<String> keys(Tracked<?> tracked) {
    return keysOf(tracked);
  }

  private <E> Set<String> keysOf(Tracked<E> tracked) {
    Set<String> keys = new HashSet<>();
    for (Snapshot snapshot : snapshots) {
      tracked.in(snapshot).forEach(entity -> keys.add(tracked.keyOf(entity)));
    }
    return keys;
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
