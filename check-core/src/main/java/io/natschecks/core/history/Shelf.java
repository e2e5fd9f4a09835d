// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one kind of entity: a row for each, sorted by the hash of its key, with
 * a part for each track. It never changes: a snapshot makes a new shelf.
 */
final class Shelf {

  /** What a part of a row holds. */
  record Column(String track, boolean identity) {

    static Column of(Track<?> track) {
      return new Column(track.name(), track.isIdentity());
    }
  }

  private final List<Column> columns;
  private final long[] hashes;
  private final String @Nullable [] keys;
  private final Rows rows;

  Shelf(List<Column> columns, long[] hashes, String @Nullable [] keys, Rows rows) {
    this.columns = List.copyOf(columns);
    this.hashes = hashes;
    this.keys = keys;
    this.rows = rows;
  }

  static Shelf empty(boolean listed) {
    return new Shelf(
        List.of(), new long[0], listed ? new String[0] : null, new Rows.Builder().build());
  }

  List<Column> columns() {
    return columns;
  }

  int size() {
    return hashes.length;
  }

  long hash(int row) {
    return hashes[row];
  }

  @Nullable String key(int row) {
    return keys == null ? null : keys[row];
  }

  List<String> keys() {
    return keys == null ? List.of() : List.of(keys);
  }

  boolean isListed() {
    return keys != null;
  }

  ByteCursor row(int row) {
    return rows.get(row);
  }

  Series series(Timeline timeline, Track<?> track, long hash) {
    int column = columns.indexOf(Column.of(track));
    int row = column < 0 ? -1 : SortedHashes.find(hashes, hash);
    if (row < 0) {
      return Series.EMPTY;
    }
    ByteCursor cursor = rows.get(row);
    for (int i = 0; i < column; i++) {
      cursor.skipPart();
    }
    return read(track.isIdentity(), timeline, cursor.getPart());
  }

  static Series read(boolean identity, Timeline timeline, ByteCursor part) {
    return identity ? StretchSeries.read(timeline, part) : NumberSeries.read(timeline, part);
  }
}
