// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.core.history.Shelf.Column;
import io.natschecks.core.history.WindowHistory.State;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the state of a history, and reads it with every row looked at. */
final class StateFormat {

  private static final int MOST_SEGMENTS = 1_000;
  private static final int MOST_TEXT = 1 << 20;

  private StateFormat() {}

  static void write(State state, OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeLong(state.hash().low());
    out.writeLong(state.hash().high());
    write(state.timeline(), out);
    out.writeInt(state.shelves().size());
    for (Map.Entry<String, Shelf> each : state.shelves().entrySet()) {
      writeText(each.getKey(), out);
      write(each.getValue(), out);
    }
    out.flush();
  }

  private static void write(Timeline timeline, DataOutputStream out) throws IOException {
    Instant base = timeline.base();
    out.writeLong(base.getEpochSecond());
    out.writeInt(base.getNano());
    out.writeLong(timeline.step());
    out.writeLong(timeline.previous());
    out.writeInt(timeline.segments().size());
    for (Timeline.Span span : timeline.segments()) {
      out.writeLong(span.number());
      out.writeLong(span.first());
      out.writeLong(span.last());
      out.writeLong(span.snapshots());
      out.writeLong(span.before());
      out.writeLong(span.gap());
    }
    out.writeInt(timeline.recent().size());
    for (long time : timeline.recent()) {
      out.writeLong(time);
    }
  }

  private static void write(Shelf shelf, DataOutputStream out) throws IOException {
    out.writeBoolean(shelf.isListed());
    out.writeInt(shelf.columns().size());
    for (Column column : shelf.columns()) {
      writeText(column.track(), out);
      out.writeBoolean(column.identity());
    }
    out.writeInt(shelf.size());
    for (int i = 0; i < shelf.size(); i++) {
      out.writeLong(shelf.hash(i));
      String key = shelf.key(i);
      if (key != null) {
        writeText(key, out);
      }
      byte[] row = shelf.row(i).remaining();
      out.writeInt(row.length);
      out.write(row);
    }
  }

  static State read(InputStream stream, Duration window) throws IOException {
    try {
      DataInputStream in = new DataInputStream(stream);
      KeyHash hash = new KeyHash(in.readLong(), in.readLong());
      Timeline timeline = readTimeline(in, window);
      int kinds = in.readInt();
      Map<String, Shelf> shelves = new HashMap<>();
      for (int i = 0; i < kinds; i++) {
        shelves.put(readText(in), readShelf(in, timeline));
      }
      return new State(hash, timeline, shelves);
    } catch (EOFException | RuntimeException e) {
      throw new DamagedHistoryException("the samples make no sense", e);
    }
  }

  private static Timeline readTimeline(DataInputStream in, Duration window) throws IOException {
    Instant base = Instant.ofEpochSecond(in.readLong(), in.readInt());
    long step = in.readLong();
    long previous = in.readLong();
    int count = in.readInt();
    List<Timeline.Span> spans = new ArrayList<>();
    require(step > 0 && count >= 0 && count <= MOST_SEGMENTS);
    for (int i = 0; i < count; i++) {
      Timeline.Span span =
          new Timeline.Span(
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong());
      require(span.first() <= span.last() && span.snapshots() > 0);
      require(i == 0 || spans.get(i - 1).last() < span.first());
      require(i == 0 || spans.get(i - 1).number() < span.number());
      spans.add(span);
    }
    int known = in.readInt();
    require(known >= 0 && known <= Timeline.RECENT);
    List<Long> recent = new ArrayList<>();
    for (int i = 0; i < known; i++) {
      recent.add(in.readLong());
    }
    Timeline timeline = new Timeline(base, window.toNanos(), step, spans, previous, recent);
    timeline.seen();
    return timeline;
  }

  private static Shelf readShelf(DataInputStream in, Timeline timeline) throws IOException {
    boolean listed = in.readBoolean();
    int width = in.readInt();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(new Column(readText(in), in.readBoolean()));
    }
    int size = in.readInt();
    require(size >= 0);
    GrowingLongs hashes = new GrowingLongs();
    List<String> keys = new ArrayList<>();
    Rows.Builder rows = new Rows.Builder();
    Bytes row = new Bytes();
    for (int i = 0; i < size; i++) {
      long hash = in.readLong();
      require(i == 0 || hashes.last() < hash);
      hashes.add(hash);
      if (listed) {
        keys.add(readText(in));
      }
      byte[] data = in.readNBytes(in.readInt());
      look(new ByteCursor(data, 0, data.length), columns, timeline);
      row.clear();
      row.put(data);
      rows.add(row);
    }
    return new Shelf(
        columns, hashes.toArray(), listed ? keys.toArray(String[]::new) : null, rows.build());
  }

  /** Reads all of a row, so that what is damaged is known now and not in the middle of an audit. */
  private static void look(ByteCursor row, List<Column> columns, Timeline timeline) {
    for (Column column : columns) {
      ByteCursor part = row.getPart();
      Shelf.read(column.identity(), timeline, part);
    }
    require(!row.hasMore());
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new DateTimeException("out of order");
    }
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    require(length >= 0 && length <= MOST_TEXT);
    byte[] bytes = in.readNBytes(length);
    require(bytes.length == length);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
