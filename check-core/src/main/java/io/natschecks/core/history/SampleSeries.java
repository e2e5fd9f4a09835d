// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.Series;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * Up to {@value #MOST} samples. When it is full, every second sample of the older half goes, but
 * never the first.
 */
final class SampleSeries implements Series {

  static final int MOST = 128;

  private static final int FIRST_CAPACITY = 4;

  private final Instant base;
  private long[] times = new long[FIRST_CAPACITY];
  private long[] values = new long[FIRST_CAPACITY];
  private int size;

  /** Times are kept as nanoseconds since the base, which is exact and small. */
  SampleSeries(Instant base) {
    this.base = base;
  }

  /** Adds a sample; one of the same time takes the place of the last. */
  void add(long time, long value) {
    if (size > 0 && times[size - 1] == time) {
      values[size - 1] = value;
      return;
    }
    if (size == MOST) {
      thin();
    }
    if (size == times.length) {
      int capacity = Math.min(MOST, 2 * size);
      times = Arrays.copyOf(times, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    times[size] = time;
    values[size] = value;
    size++;
  }

  /** Drops the samples before a time, and says whether any are left. */
  boolean forgetBefore(long time) {
    int first = 0;
    while (first < size && times[first] < time) {
      first++;
    }
    if (first > 0) {
      size -= first;
      System.arraycopy(times, first, times, 0, size);
      System.arraycopy(values, first, values, 0, size);
    }
    return size > 0;
  }

  private void thin() {
    int half = MOST / 2;
    int kept = 0;
    for (int i = 0; i < MOST; i++) {
      if (i >= half || i % 2 == 0) {
        times[kept] = times[i];
        values[kept] = values[i];
        kept++;
      }
    }
    size = kept;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Instant timeAt(int index) {
    return base.plusNanos(times[Objects.checkIndex(index, size)]);
  }

  @Override
  public long valueAt(int index) {
    return values[Objects.checkIndex(index, size)];
  }
}
