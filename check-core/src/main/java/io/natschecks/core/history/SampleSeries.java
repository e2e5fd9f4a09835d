// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.Series;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * Up to {@value #MOST} samples. When it is full, every second sample of the older half goes, but
 * never the first. Of identities, a run of equal samples is kept as its first and its last, and the
 * last ones of the older half go before any other, so that values seen only once are not lost among
 * those that repeat.
 */
final class SampleSeries implements Series {

  static final int MOST = 128;

  private static final int FIRST_CAPACITY = 4;

  private final Instant base;
  private final boolean identity;
  private long[] times = new long[FIRST_CAPACITY];
  private long[] values = new long[FIRST_CAPACITY];
  private int size;

  /** Times are kept as nanoseconds since the base, which is exact and small. */
  SampleSeries(Instant base, boolean identity) {
    this.base = base;
    this.identity = identity;
  }

  /** Adds a sample; one of the same time takes the place of the last. */
  void add(long time, long value) {
    if (size > 0 && times[size - 1] == time) {
      values[size - 1] = value;
      return;
    }
    if (identity && size > 1 && values[size - 1] == value && values[size - 2] == value) {
      times[size - 1] = time;
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

  /**
   * Drops the samples before a time, and says whether any are left. An identity keeps the first
   * sample of a run that goes on after that time.
   */
  boolean forgetBefore(long time) {
    int first = 0;
    while (first < size && times[first] < time) {
      first++;
    }
    if (identity && first > 0 && first < size && values[first] == values[first - 1]) {
      first--;
    }
    if (first > 0) {
      size -= first;
      System.arraycopy(times, first, times, 0, size);
      System.arraycopy(values, first, values, 0, size);
    }
    return size > 0;
  }

  private void thin() {
    if (identity) {
      thin(i -> i == 0 || values[i] != values[i - 1]);
    }
    if (size == MOST) {
      thin(i -> i % 2 == 0);
    }
  }

  /** Looks at every sample before any is moved. */
  private void thin(IntPredicate kept) {
    int half = MOST / 2;
    boolean[] keeps = new boolean[half];
    for (int i = 0; i < half; i++) {
      keeps[i] = kept.test(i);
    }
    int left = 0;
    for (int i = 0; i < MOST; i++) {
      if (i >= half || keeps[i]) {
        times[left] = times[i];
        values[left] = values[i];
        left++;
      }
    }
    size = left;
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
