// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import java.time.Duration;
import java.time.Instant;

/**
 * The values of one {@link Track} for one entity, oldest first; the last one belongs to the
 * snapshot under evaluation if the entity is in it. Older samples may have been thinned out: the
 * ones that are here are exact.
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
   * How many samples there are.
   *
   * @return the number of samples
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
    return Math.max(0, valueAt(size() - 1) - valueAt(index));
  }
}
