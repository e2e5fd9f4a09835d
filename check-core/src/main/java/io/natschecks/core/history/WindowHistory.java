// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.History;
import io.natschecks.api.history.Seen;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers samples within a window. Its size follows the number of entities and tracks, not the
 * length of the window. One thread records; checks that were given up may still read meanwhile, and
 * what they read does not matter.
 */
public final class WindowHistory implements History {

  private final Duration window;
  private final Map<Track<?>, Map<String, SampleSeries>> tracks = new ConcurrentHashMap<>();
  private @Nullable Instant base;
  private @Nullable Instant last;

  /**
   * Starts without any memory.
   *
   * @param window how far to look back
   */
  public WindowHistory(Duration window) {
    this.window = window;
  }

  /**
   * Adds the readings of a snapshot. If its time is before that of the last one, the clock was set
   * back, and all that is remembered is forgotten.
   *
   * @param takenAt time of the snapshot
   * @param readings what was read from it, by track
   */
  public void record(Instant takenAt, Map<Track<?>, Readings> readings) {
    if (last != null && takenAt.isBefore(last)) {
      forget();
    }
    long now = sinceBase(takenAt);
    last = takenAt;
    Instant origin = origin(takenAt);
    readings.forEach((track, values) -> add(track, values, origin, now));
    forgetBefore(now);
  }

  private void add(Track<?> track, Readings readings, Instant origin, long now) {
    Map<String, SampleSeries> series =
        tracks.computeIfAbsent(track, any -> new ConcurrentHashMap<>());
    for (int i = 0; i < readings.size(); i++) {
      series
          .computeIfAbsent(readings.key(i), any -> new SampleSeries(origin, track.isIdentity()))
          .add(now, readings.value(i));
    }
  }

  private void forgetBefore(long now) {
    long oldest = now - window.toNanos();
    for (Map<String, SampleSeries> byKey : tracks.values()) {
      for (Iterator<SampleSeries> each = byKey.values().iterator(); each.hasNext(); ) {
        if (!each.next().forgetBefore(oldest)) {
          each.remove();
        }
      }
    }
  }

  private Instant origin(Instant takenAt) {
    if (base == null) {
      base = takenAt;
    }
    return base;
  }

  private long sinceBase(Instant takenAt) {
    try {
      return Duration.between(origin(takenAt), takenAt).toNanos();
    } catch (ArithmeticException e) {
      // Centuries away: a clock that is this wrong makes all that is remembered useless.
      forget();
      return Duration.between(origin(takenAt), takenAt).toNanos();
    }
  }

  private void forget() {
    tracks.clear();
    base = null;
    last = null;
  }

  @Override
  public Duration window() {
    return window;
  }

  @Override
  public Seen seen() {
    return last == null || base == null ? Seen.NOTHING : new Seen(base, last, 2, Duration.ZERO);
  }

  @Override
  public Collection<String> keys(Tracked<?> tracked) {
    return List.of();
  }

  @Override
  public Series series(Track<?> track, String key) {
    Map<String, SampleSeries> byKey = tracks.get(track);
    SampleSeries series = byKey == null ? null : byKey.get(key);
    return series == null ? Series.EMPTY : series;
  }
}
