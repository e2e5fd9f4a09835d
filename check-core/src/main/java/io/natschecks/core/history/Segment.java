// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.Series;

/** The merged samples of one track of one entity within one segment of the timeline. */
final class Segment {

  int place;
  long count;
  long firstTime;
  long lastTime;
  long first;
  long last;
  long min;
  long max;

  /** How many samples are below the one before. */
  long falls;

  /** By how much in all. */
  long fallen;

  void start(int newPlace, long time, long value) {
    place = newPlace;
    count = 1;
    firstTime = time;
    lastTime = time;
    first = value;
    last = value;
    min = value;
    max = value;
    falls = 0;
    fallen = 0;
  }

  void add(long time, long value) {
    fall(value);
    count++;
    lastTime = time;
    last = value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  /** Adds all of a later segment. */
  void join(Segment later) {
    fall(later.first);
    count += later.count;
    lastTime = later.lastTime;
    last = later.last;
    min = Math.min(min, later.min);
    max = Math.max(max, later.max);
    falls += later.falls;
    fallen = sum(fallen, later.fallen);
  }

  void copy(Segment other) {
    place = other.place;
    count = other.count;
    firstTime = other.firstTime;
    lastTime = other.lastTime;
    first = other.first;
    last = other.last;
    min = other.min;
    max = other.max;
    falls = other.falls;
    fallen = other.fallen;
  }

  /** Says whether it never fell; then its least value is the first, and its greatest the last. */
  boolean isRising() {
    return falls == 0;
  }

  private void fall(long next) {
    if (next < last) {
      falls++;
      fallen = sum(fallen, Series.step(next, last));
    }
  }

  private static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
