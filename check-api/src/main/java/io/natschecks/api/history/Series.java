// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one {@link Track} for one entity, oldest first; the last one belongs to the
 * snapshot under evaluation if the entity is in it.
 *
 * <p>A history in bounded memory merges old samples. What is asked of all samples at once ({@link
 * #count}, {@link #min}, {@link #max}, {@link #rise}, {@link #falls}) and the first, the last and
 * the one before the last are exact all the same. Of the samples in between only some are still
 * known one by one; those that are here are exact.
 *
 * @since 0.1
 */
public interface Series {

  /** A series without samples. */
  Series EMPTY =
      new Series() {
        @Override
        public int size() {
          return 0;
        }

        @Override
        public Instant timeAt(int index) {
          throw new IndexOutOfBoundsException(index);
        }

        @Override
        public long valueAt(int index) {
          throw new IndexOutOfBoundsException(index);
        }
      };

  /**
   * How many samples are known one by one.
   *
   * @return the number of samples, no more than {@link #count}
   */
  int size();

  /**
   * When a sample was taken.
   *
   * @param index 0 for the oldest
   * @return its time
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  Instant timeAt(int index);

  /**
   * The value of a sample.
   *
   * @param index 0 for the oldest
   * @return its value
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  long valueAt(int index);

  /**
   * How many samples there were in all.
   *
   * @return the number of snapshots that gave a value
   */
  default long count() {
    return size();
  }

  /**
   * The oldest sample.
   *
   * @return the sample
   * @throws IndexOutOfBoundsException if the series is empty
   */
  default Sample first() {
    return new Sample(timeAt(0), valueAt(0));
  }

  /**
   * The newest sample.
   *
   * @return the sample
   * @throws IndexOutOfBoundsException if the series is empty
   */
  default Sample last() {
    return new Sample(timeAt(size() - 1), valueAt(size() - 1));
  }

  /**
   * The sample before the newest.
   *
   * @return the sample; null with fewer than two
   */
  default @Nullable Sample beforeLast() {
    return size() < 2 ? null : new Sample(timeAt(size() - 2), valueAt(size() - 2));
  }

  /**
   * Says whether the newest sample is of a snapshot.
   *
   * @param takenAt time of the snapshot
   * @return false if the entity had no value in it
   */
  default boolean endsAt(Instant takenAt) {
    return size() > 0 && timeAt(size() - 1).equals(takenAt);
  }

  /**
   * The least value.
   *
   * @return the least of all samples
   * @throws IndexOutOfBoundsException if the series is empty
   */
  default long min() {
    long min = valueAt(0);
    for (int i = 1; i < size(); i++) {
      min = Math.min(min, valueAt(i));
    }
    return min;
  }

  /**
   * The greatest value.
   *
   * @return the greatest of all samples
   * @throws IndexOutOfBoundsException if the series is empty
   */
  default long max() {
    long max = valueAt(0);
    for (int i = 1; i < size(); i++) {
      max = Math.max(max, valueAt(i));
    }
    return max;
  }

  /**
   * How much a counter rose. A counter that fell was reset, which counts as no rise.
   *
   * @return the sum of all steps upwards, never negative
   */
  default long rise() {
    long rise = 0;
    for (int i = 1; i < size(); i++) {
      rise = sum(rise, Math.max(0, step(valueAt(i - 1), valueAt(i))));
    }
    return rise;
  }

  /**
   * How often the value fell.
   *
   * @return the number of samples that are below the one before
   */
  default long falls() {
    long falls = 0;
    for (int i = 1; i < size(); i++) {
      falls += valueAt(i) < valueAt(i - 1) ? 1 : 0;
    }
    return falls;
  }

  /**
   * The runs of equal samples. They are whole for an {@linkplain Track#isIdentity() identity}; of
   * other tracks they hold what is known one by one.
   *
   * @return the runs, oldest first
   */
  default List<Stretch> stretches() {
    List<Stretch> stretches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= size(); i++) {
      if (i == size() || valueAt(i) != valueAt(from)) {
        stretches.add(new Stretch(valueAt(from), timeAt(from), timeAt(i - 1), i - (long) from));
        from = i;
      }
    }
    return stretches;
  }

  /**
   * The part of the series that reaches back to a point in time.
   *
   * @param from the time
   * @return the samples from then on; where old samples are merged, those that are merged with one
   *     of them too
   */
  default Series since(Instant from) {
    int first = 0;
    while (first < size() && timeAt(first).isBefore(from)) {
      first++;
    }
    return first == 0 ? this : new LaterSamples(this, first);
  }

  /**
   * How far the series reaches back.
   *
   * @return the time between the first and the last sample; zero with fewer than two
   */
  default Duration span() {
    return size() < 2 ? Duration.ZERO : Duration.between(timeAt(0), timeAt(size() - 1));
  }

  /**
   * How much a counter rose from a sample to the last one. A counter that fell was reset, which
   * counts as no rise.
   *
   * @param index 0 for the oldest
   * @return the rise, never negative
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  default long riseSince(int index) {
    return Math.max(0, step(valueAt(index), valueAt(size() - 1)));
  }

  /**
   * The difference of two values. No values that servers make up turn it round.
   *
   * @param from the earlier value
   * @param to the later value
   * @return the difference, at most the greatest and at least the least number there is
   */
  static long step(long from, long to) {
    long step = to - from;
    boolean overflows = ((to ^ from) & (to ^ step)) < 0;
    return overflows ? (to > from ? Long.MAX_VALUE : -Long.MAX_VALUE) : step;
  }

  private static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
