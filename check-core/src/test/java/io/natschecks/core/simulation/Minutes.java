// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.simulation;

import java.util.BitSet;
import java.util.StringJoiner;

/** Minutes of a simulation, such as those at which something was found. */
final class Minutes {

  private final BitSet minutes = new BitSet();

  /** All from one minute to another, both included. */
  static Minutes between(int first, int last) {
    Minutes minutes = new Minutes();
    minutes.minutes.set(first, last + 1);
    return minutes;
  }

  static Minutes at(int minute) {
    return between(minute, minute);
  }

  /** These and others. */
  Minutes and(Minutes others) {
    Minutes all = new Minutes();
    all.minutes.or(minutes);
    all.minutes.or(others.minutes);
    return all;
  }

  void add(int minute) {
    minutes.set(minute);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Minutes that && minutes.equals(that.minutes);
  }

  @Override
  public int hashCode() {
    return minutes.hashCode();
  }

  @Override
  public String toString() {
    StringJoiner runs = new StringJoiner(" ");
    for (int from = minutes.nextSetBit(0); from >= 0; ) {
      int to = minutes.nextClearBit(from) - 1;
      runs.add(from == to ? String.valueOf(from) : from + "-" + to);
      from = minutes.nextSetBit(to + 1);
    }
    return runs.toString();
  }
}
