// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.History;
import io.natschecks.api.history.Seen;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers samples within a window. Its size follows the number of entities and tracks, not the
 * length of the window. One thread records; what others read meanwhile is the state of before.
 */
public final class WindowHistory implements History {

  private final Duration window;
  private volatile State state;

  /**
   * All that is remembered.
   *
   * @param hash hashes the keys
   * @param timeline when snapshots were taken
   * @param shelves what is known of each kind, by its name
   */
  record State(KeyHash hash, Timeline timeline, Map<String, Shelf> shelves) {
    State {
      shelves = Map.copyOf(shelves);
    }
  }

  /**
   * Starts without any memory.
   *
   * @param window how far to look back
   */
  public WindowHistory(Duration window) {
    this.window = window;
    this.state = new State(KeyHash.random(), emptyTimeline(Instant.EPOCH), Map.of());
  }

  private Timeline emptyTimeline(Instant base) {
    return Timeline.startingAt(base, window);
  }

  /**
   * Finds the entities of a kind.
   *
   * @param tracked the kind
   * @param snapshot the snapshot
   * @return the entities
   */
  public Roll<?> roll(Tracked<?> tracked, Snapshot snapshot) {
    return Roll.of(tracked, snapshot, state.hash());
  }

  /**
   * Adds the readings of a snapshot. A kind without readings is not followed any more. If its time
   * is before that of the last one, the clock was set back, and all that is remembered is
   * forgotten; of two of the same time the first one counts.
   *
   * @param takenAt time of the snapshot
   * @param readings what was read from it, for each kind
   */
  public void record(Instant takenAt, Collection<Readings> readings) {
    State before = upTo(takenAt);
    Timeline timeline = before.timeline();
    long now = Duration.between(timeline.base(), takenAt).toNanos();
    if (!timeline.segments().isEmpty() && timeline.last() == now) {
      return;
    }
    Timeline.Advance advance = timeline.advance(now);
    Map<String, Shelf> shelves = new HashMap<>();
    for (Readings each : readings) {
      String name = each.tracked().name();
      Shelf shelf = before.shelves().get(name);
      boolean listed = each.tracked().isListed();
      shelves.put(
          name,
          ShelfUpdate.of(
              shelf == null || shelf.isListed() != listed ? Shelf.empty(listed) : shelf,
              timeline,
              advance,
              each));
    }
    state = new State(before.hash(), advance.timeline(), shelves);
  }

  /** What is remembered of the time before a snapshot; a clock that is wrong makes it useless. */
  private State upTo(Instant takenAt) {
    State now = state;
    boolean empty = now.timeline().segments().isEmpty();
    boolean setBack = !empty && takenAt.isBefore(now.timeline().instantOf(now.timeline().last()));
    if (empty || setBack || isCenturiesAway(takenAt, now.timeline().base())) {
      return new State(now.hash(), emptyTimeline(takenAt), Map.of());
    }
    return now;
  }

  private static boolean isCenturiesAway(Instant time, Instant base) {
    return Duration.between(base, time).toDays() > 100 * 365L;
  }

  /**
   * Writes all that is remembered.
   *
   * @param out where to; left open
   * @throws IOException if that fails
   */
  public void write(OutputStream out) throws IOException {
    StateFormat.write(state, out);
  }

  /**
   * Reads what was written, in place of all that is remembered.
   *
   * @param in where from; left open
   * @throws DamagedHistoryException if it makes no sense; then nothing changes
   * @throws IOException if it cannot be read; then nothing changes
   */
  public void read(InputStream in) throws IOException {
    state = StateFormat.read(in, window);
  }

  @Override
  public Duration window() {
    return window;
  }

  @Override
  public Seen seen() {
    return state.timeline().seen();
  }

  @Override
  public long snapshotsAfter(Instant time) {
    return state.timeline().snapshotsAfter(time);
  }

  @Override
  public Series series(Track<?> track, String key) {
    State now = state;
    Shelf shelf = now.shelves().get(track.tracked().name());
    return shelf == null ? Series.EMPTY : shelf.series(now.timeline(), track, now.hash().of(key));
  }

  @Override
  public Collection<String> keys(Tracked<?> tracked) {
    Shelf shelf = state.shelves().get(tracked.name());
    return shelf == null ? List.of() : shelf.keys();
  }
}
