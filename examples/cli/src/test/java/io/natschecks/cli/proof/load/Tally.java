// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the clients did, and what they could not do. */
final class Tally {

  /** What clients do all the time. */
  enum Deed {
    CONNECTED,
    PUBLISHED,
    STORED,
    CONSUMED,
    HEARD,
    ANSWERED,
    KEYS_READ,
    OBJECTS_READ,
    INSTANCES_LEFT
  }

  private final Map<Deed, LongAdder> deeds = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> troubles = new ConcurrentHashMap<>();

  void add(Deed deed) {
    deeds.computeIfAbsent(deed, key -> new LongAdder()).increment();
  }

  /** Counts what did not work; much does not for a moment while a server restarts. */
  void trouble(String what, Throwable why) {
    troubles.computeIfAbsent(what + ": " + why, key -> new LongAdder()).increment();
  }

  boolean isComplete() {
    return deeds.size() == Deed.values().length;
  }

  long of(Deed deed) {
    return deeds().getOrDefault(deed, 0L);
  }

  Map<Deed, Long> deeds() {
    return sums(deeds);
  }

  Map<String, Long> troubles() {
    return sums(troubles);
  }

  private static <K> Map<K, Long> sums(Map<K, LongAdder> counts) {
    Map<K, Long> sums = new TreeMap<>();
    counts.forEach((key, count) -> sums.put(key, count.sum()));
    return sums;
  }
}
