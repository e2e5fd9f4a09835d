// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import java.time.Duration;

/**
 * What is remembered of earlier snapshots.
 *
 * @since 0.1
 */
public interface History {

  /** A history without any memory, whose window is a day. */
  History NONE =
      new History() {
        @Override
        public Duration window() {
          return Duration.ofHours(24);
        }

        @Override
        public Series series(Track<?> track, String key) {
          return Series.EMPTY;
        }
      };

  /**
   * How far back the history can reach.
   *
   * @return the window, longer than zero
   */
  Duration window();

  /**
   * The samples of a track within the window. The series of an {@linkplain Track#isIdentity()
   * identity} may begin with one sample from before, if its value has not changed until the window.
   *
   * @param track the track
   * @param key key of the entity
   * @return the series; empty if nothing is known
   */
  Series series(Track<?> track, String key);
}
