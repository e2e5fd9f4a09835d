// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

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
        public Seen seen() {
          return Seen.NOTHING;
        }

        @Override
        public long snapshotsAfter(Instant time) {
          return 0;
        }

        @Override
        public Series series(Track<?> track, String key) {
          return Series.EMPTY;
        }

        @Override
        public Collection<String> keys(Tracked<?> tracked) {
          return List.of();
        }
      };

  /**
   * How far back the history is to reach. It may reach a little further, because old samples are
   * merged and leave together.
   *
   * @return the window, longer than zero
   */
  Duration window();

  /**
   * How much of the window was seen.
   *
   * @return the snapshots that are remembered, the one under evaluation included
   */
  Seen seen();

  /**
   * How many snapshots were taken lately. A history in bounded memory knows only the newest ones
   * one by one.
   *
   * @param time since when, itself excluded
   * @return the number of snapshots after that time that are known one by one
   */
  long snapshotsAfter(Instant time);

  /**
   * The samples of a track within the window. The series of an {@linkplain Track#isIdentity()
   * identity} may begin with one sample from before, if its value has not changed until the window.
   *
   * @param track the track
   * @param key key of the entity
   * @return the series; empty if nothing is known
   */
  Series series(Track<?> track, String key);

  /**
   * The keys of all entities of a kind that were seen within the window.
   *
   * @param tracked a kind that {@linkplain Tracked#isListed() can be listed}
   * @return the keys, in no order; none if the kind is not followed
   */
  Collection<String> keys(Tracked<?> tracked);
}
