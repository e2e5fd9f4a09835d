// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.History;
import io.natschecks.api.history.Seen;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Stretch;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps every sample: what a bounded history of the same snapshots must agree with. The bounded one
 * says where the window begins, since it forgets whole segments.
 */
public final class EverySample implements History {

  private final History bounded;
  private final List<Instant> times = new ArrayList<>();
  private final Map<Track<?>, Map<String, AllSamples>> all = new HashMap<>();

  /** Follows the same snapshots as a bounded history. */
  public EverySample(History bounded) {
    this.bounded = bounded;
  }

  /** Adds a snapshot. */
  public void record(Snapshot snapshot, Collection<? extends Track<?>> tracks) {
    times.add(snapshot.takenAt());
    tracks.forEach(track -> read(track, snapshot));
  }

  private <E> void read(Track<E> track, Snapshot snapshot) {
    for (E entity : track.tracked().in(snapshot)) {
      long value = track.read(entity);
      if (value != Track.HOLE) {
        all.computeIfAbsent(track, any -> new HashMap<>())
            .computeIfAbsent(track.tracked().keyOf(entity), any -> new AllSamples())
            .add(snapshot.takenAt(), value);
      }
    }
  }

  @Override
  public Duration window() {
    return bounded.window();
  }

  @Override
  public long snapshotsAfter(Instant time) {
    long after = times.stream().filter(each -> each.isAfter(time)).count();
    return Math.min(after, Timeline.RECENT);
  }

  @Override
  public Seen seen() {
    Instant first = bounded.seen().first();
    List<Instant> seen = times.stream().filter(each -> !each.isBefore(first)).toList();
    Duration longestGap = Duration.ZERO;
    for (int i = 1; i < seen.size(); i++) {
      Duration gap = Duration.between(seen.get(i - 1), seen.get(i));
      longestGap = gap.compareTo(longestGap) > 0 ? gap : longestGap;
    }
    return new Seen(seen.get(0), seen.get(seen.size() - 1), seen.size(), longestGap);
  }

  @Override
  public Series series(Track<?> track, String key) {
    AllSamples samples = all.getOrDefault(track, Map.of()).get(key);
    if (samples == null) {
      return Series.EMPTY;
    }
    return track.isIdentity()
        ? runsThatReachIntoTheWindow(samples)
        : new CutLikeAnother(samples.from(seen().first()), bounded.series(track, key));
  }

  private Series runsThatReachIntoTheWindow(AllSamples samples) {
    AllSamples unbroken = samples.sinceLastPauseOver(window());
    Instant oldest = times.get(times.size() - 1).minus(window());
    for (Stretch run : unbroken.stretches()) {
      if (!run.to().isBefore(oldest)) {
        return unbroken.from(run.from());
      }
    }
    return Series.EMPTY;
  }

  @Override
  public Collection<String> keys(Tracked<?> tracked) {
    Set<String> keys = new TreeSet<>();
    all.forEach(
        (track, byKey) -> {
          if (track.tracked() == tracked) {
            byKey.keySet().stream().filter(key -> series(track, key).size() > 0).forEach(keys::add);
          }
        });
    return keys;
  }

  /** A later part of it begins where that of the bounded series does, which cuts by segments. */
  private record CutLikeAnother(AllSamples samples, Series bounded) implements Series {
    @Override
    public int size() {
      return samples.size();
    }

    @Override
    public Instant timeAt(int index) {
      return samples.timeAt(index);
    }

    @Override
    public long valueAt(int index) {
      return samples.valueAt(index);
    }

    @Override
    public Series since(Instant from) {
      Series part = bounded.since(from);
      return part.size() == 0 ? Series.EMPTY : samples.from(part.first().time());
    }
  }
}
