// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.Track;
import io.natschecks.core.history.Shelf.Column;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the next shelf from one shelf and the readings of a snapshot. */
final class ShelfUpdate {

  private static final ByteCursor NOTHING = new ByteCursor(new byte[0], 0, 0);

  private final Shelf old;
  private final Timeline oldTimeline;
  private final Timeline timeline;
  private final Timeline.Advance advance;
  private final List<Column> columns;
  private final int[] oldColumns;
  private final NumberWriter numbers;
  private final Segment pending = new Segment();
  private final Bytes identity = new Bytes();
  private final Bytes row = new Bytes();
  private final Rows.Builder rows = new Rows.Builder();
  private final @Nullable Roll<?> roll;
  private final long[] @Nullable [] values;
  private long[] hashes;
  private String @Nullable [] keys;
  private int size;

  private ShelfUpdate(
      Shelf old, Timeline oldTimeline, Timeline.Advance advance, Readings readings) {
    this.old = old;
    this.oldTimeline = oldTimeline;
    this.timeline = advance.timeline();
    this.advance = advance;
    this.columns = readings.tracks().stream().map(Column::of).toList();
    this.oldColumns = columns.stream().mapToInt(old.columns()::indexOf).toArray();
    this.numbers = new NumberWriter(timeline);
    this.roll = readings.roll();
    this.values = readings.columns();
    int most = old.size() + readings.size();
    this.hashes = new long[most];
    this.keys = old.isListed() ? new String[most] : null;
  }

  static Shelf of(Shelf old, Timeline oldTimeline, Timeline.Advance advance, Readings readings) {
    return new ShelfUpdate(old, oldTimeline, advance, readings).run();
  }

  private Shelf run() {
    int known = 0;
    int seen = 0;
    int present = roll == null ? 0 : roll.size();
    while (known < old.size() || seen < present) {
      int order = order(known, seen, present);
      put(order <= 0 ? known++ : -1, order >= 0 ? seen++ : -1);
    }
    hashes = Arrays.copyOf(hashes, size);
    keys = keys == null ? null : Arrays.copyOf(keys, size);
    return new Shelf(columns, hashes, keys, rows.build());
  }

  /** Which comes first, the known one or the one that was seen; 0 if they are the same. */
  private int order(int known, int seen, int present) {
    if (roll == null || seen == present) {
      return -1;
    }
    return known == old.size() ? 1 : Long.compare(old.hash(known), roll.hash(seen));
  }

  private void put(int known, int seen) {
    ByteCursor[] before = known < 0 ? new ByteCursor[0] : parts(old.row(known));
    row.clear();
    boolean empty = true;
    for (int i = 0; i < columns.size(); i++) {
      ByteCursor part = known < 0 || oldColumns[i] < 0 ? NOTHING : before[oldColumns[i]];
      long value = value(i, seen);
      Bytes next = columns.get(i).identity() ? advanceIdentity(part, value) : advance(part, value);
      empty &= next.size() == 0;
      row.putNumber(next.size());
      row.put(next);
    }
    if (!empty) {
      if (keys != null) {
        keys[size] = known < 0 && roll != null ? roll.key(seen) : old.key(known);
      }
      hashes[size++] = known < 0 && roll != null ? roll.hash(seen) : old.hash(known);
      rows.add(row);
    }
  }

  private long value(int column, int seen) {
    long[] read = values[column];
    return seen < 0 || roll == null || read == null ? Track.HOLE : read[roll.place(seen)];
  }

  private ByteCursor[] parts(ByteCursor all) {
    ByteCursor[] parts = new ByteCursor[old.columns().size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = all.getPart();
    }
    return parts;
  }

  private Bytes advanceIdentity(ByteCursor part, long value) {
    identity.clear();
    long now = timeline.last();
    StretchSeries.advance(part, now - timeline.window(), now, value, identity);
    return identity;
  }

  /** Moves the segments to their new places, and adds a sample unless it is a hole. */
  private Bytes advance(ByteCursor part, long value) {
    numbers.start();
    NumberReader reader = new NumberReader(oldTimeline, part);
    boolean any = false;
    while (reader.hasMore()) {
      Segment segment = reader.next();
      int place = advance.placeOf(segment.place);
      if (place >= 0) {
        segment.place = place;
        take(segment, any);
        any = true;
      }
    }
    if (value == Track.HOLE) {
      return end(any, reader);
    }
    long now = timeline.last();
    long previousTime = pending.lastTime;
    long previous = pending.last;
    if (any && pending.place == timeline.newest()) {
      pending.add(now, value);
    } else {
      if (any) {
        numbers.put(pending);
      }
      pending.start(timeline.newest(), now, value);
    }
    numbers.put(pending);
    return any ? numbers.end(previousTime, previous) : numbers.end();
  }

  private void take(Segment segment, boolean any) {
    if (any && pending.place == segment.place) {
      pending.join(segment);
      return;
    }
    if (any) {
      numbers.put(pending);
    }
    pending.copy(segment);
  }

  private Bytes end(boolean any, NumberReader reader) {
    if (any) {
      numbers.put(pending);
    }
    return any && reader.hasPrevious()
        ? numbers.end(reader.previousTime(), reader.previous())
        : numbers.end();
  }
}
