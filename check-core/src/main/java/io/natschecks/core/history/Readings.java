// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/** The values of one track in one snapshot. */
public final class Readings {

  private static final int STRIDE = 1024;

  private final List<String> keys = new ArrayList<>();
  private long[] values = new long[16];

  private Readings() {}

  /**
   * Reads a track.
   *
   * @param track the track
   * @param snapshot the snapshot
   * @return its values
   */
  public static <E> Readings of(Track<E> track, Snapshot snapshot) {
    Readings readings = new Readings();
    for (E entity : track.tracked().in(snapshot)) {
      long value = track.read(entity);
      if (value != Track.HOLE) {
        readings.accept(track.tracked().keyOf(entity), value);
      }
    }
    return readings;
  }

  private void accept(String key, long value) {
    if (keys.size() % STRIDE == 0 && Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the time budget is spent");
    }
    if (keys.size() == values.length) {
      values = Arrays.copyOf(values, 2 * values.length);
    }
    values[keys.size()] = value;
    keys.add(key);
  }

  int size() {
    return keys.size();
  }

  String key(int index) {
    return keys.get(index);
  }

  long value(int index) {
    return values[index];
  }
}
