// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When snapshots were taken. Their times lie in segments of equal length, and samples of one
 * segment are merged. Segments are short at first; whenever there are more than {@value #MANY},
 * neighbours are joined, until they are as long as the window divided by {@value #PARTS}. A segment
 * leaves when it lies before the window and the next one reaches back to where the window begins.
 * Times are nanoseconds since the base.
 *
 * @param base the first time of all
 * @param window how far to look back
 * @param step length of a segment
 * @param segments the segments, oldest first; none is empty
 * @param previous the snapshot before the last one; of no meaning with fewer than two
 * @param recent the newest snapshots one by one, at most {@value #RECENT}
 */
record Timeline(
    Instant base, long window, long step, List<Span> segments, long previous, List<Long> recent) {

  static final int RECENT = 64;

  /** A window is made of so many segments, and one more for the part that leaves. */
  static final int PARTS = 8;

  private static final int MANY = 2 * PARTS;

  /** A segment of the whole window is as long as so many first ones. */
  private static final int DOUBLINGS = 7;

  /**
   * A segment.
   *
   * @param number its place on the line: times from number x step on
   * @param first time of its first snapshot
   * @param last time of its last snapshot
   * @param snapshots how many it holds
   * @param before time between the last snapshot before it and its first one; 0 if there is none
   * @param gap longest time between two of its snapshots
   */
  record Span(long number, long first, long last, long snapshots, long before, long gap) {

    private Span join(Span later, long joined) {
      return new Span(
          joined,
          first,
          later.last,
          snapshots + later.snapshots,
          before,
          Math.max(gap, Math.max(later.before, later.gap)));
    }
  }

  /** The timeline with one more snapshot, and where each segment of the old one is in it. */
  static final class Advance {
    private final Timeline timeline;
    private final int[] places;

    private Advance(Timeline timeline, int[] places) {
      this.timeline = timeline;
      this.places = places;
    }

    Timeline timeline() {
      return timeline;
    }

    /** The place of a segment of the old timeline; -1 if it left. */
    int placeOf(int segment) {
      return places[segment];
    }
  }

  Timeline {
    segments = List.copyOf(segments);
    recent = List.copyOf(recent);
  }

  static Timeline startingAt(Instant base, Duration window) {
    long nanos = window.toNanos();
    return new Timeline(
        base, nanos, Math.max(1, (nanos / PARTS) >> DOUBLINGS), List.of(), 0, List.of());
  }

  /** The last snapshot. */
  long last() {
    return segments.get(segments.size() - 1).last();
  }

  /** Place of the segment that the last snapshot lies in. */
  int newest() {
    return segments.size() - 1;
  }

  Instant instantOf(long time) {
    return base.plusNanos(time);
  }

  /** Adds a snapshot, later than all others. */
  Advance advance(long now) {
    List<Span> kept = new ArrayList<>();
    int[] places = new int[segments.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = leaves(i, now) ? -1 : kept.size();
      if (places[i] >= 0) {
        kept.add(segments.get(i));
      }
    }
    add(kept, now);
    long length = step;
    while (kept.size() > MANY && 2 * length <= window / PARTS) {
      length *= 2;
      join(kept, places);
    }
    return new Advance(
        new Timeline(base, window, length, kept, segments.isEmpty() ? 0 : last(), recentWith(now)),
        places);
  }

  /**
   * What lies before the window goes, but not before the rest reaches back to where the window
   * begins: else a history of which each segment holds one snapshot would never be long enough.
   */
  private boolean leaves(int place, long now) {
    long last = segments.get(place).last();
    long start = now - window;
    boolean isLastBefore = place == newest() || segments.get(place + 1).first() > start;
    return last < start && (!isLastBefore || last < start - window);
  }

  private List<Long> recentWith(long now) {
    List<Long> times = new ArrayList<>(recent);
    times.add(now);
    return times.size() > RECENT ? times.subList(1, times.size()) : times;
  }

  /** How many of the newest snapshots were taken after a point in time. */
  long snapshotsAfter(Instant time) {
    return recent.stream().filter(each -> instantOf(each).isAfter(time)).count();
  }

  private void add(List<Span> kept, long now) {
    long number = Math.floorDiv(now, step);
    long before = segments.isEmpty() ? 0 : now - last();
    Span newest = kept.isEmpty() ? null : kept.get(kept.size() - 1);
    if (newest != null && newest.number() == number) {
      kept.set(kept.size() - 1, newest.join(new Span(number, now, now, 1, before, 0), number));
    } else {
      kept.add(new Span(number, now, now, 1, before, 0));
    }
  }

  /** Joins neighbours whose places fall together when segments are twice as long. */
  private static void join(List<Span> segments, int[] places) {
    List<Span> joined = new ArrayList<>();
    int[] moved = new int[segments.size()];
    for (int i = 0; i < moved.length; i++) {
      Span segment = segments.get(i);
      long number = Math.floorDiv(segment.number(), 2L);
      int newest = joined.size() - 1;
      if (newest >= 0 && joined.get(newest).number() == number) {
        joined.set(newest, joined.get(newest).join(segment, number));
      } else {
        joined.add(
            new Span(
                number,
                segment.first(),
                segment.last(),
                segment.snapshots(),
                segment.before(),
                segment.gap()));
      }
      moved[i] = joined.size() - 1;
    }
    for (int i = 0; i < places.length; i++) {
      places[i] = places[i] < 0 ? -1 : moved[places[i]];
    }
    segments.clear();
    segments.addAll(joined);
  }

  Seen seen() {
    if (segments.isEmpty()) {
      return Seen.NOTHING;
    }
    long snapshots = 0;
    long gap = 0;
    for (int i = 0; i < segments.size(); i++) {
      Span segment = segments.get(i);
      snapshots += segment.snapshots();
      gap = Math.max(gap, Math.max(i == 0 ? 0 : segment.before(), segment.gap()));
    }
    return new Seen(
        instantOf(segments.get(0).first()), instantOf(last()), snapshots, Duration.ofNanos(gap));
  }
}
