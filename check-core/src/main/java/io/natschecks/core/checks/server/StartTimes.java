// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The start times that were seen under one server name.
 *
 * @param distinct the times, in nanoseconds since 1970
 * @param reachBack whether the name was followed for all the time
 * @param takeTurns whether a start time came back after another: then several servers are alive
 */
record StartTimes(SortedSet<Long> distinct, boolean reachBack, boolean takeTurns) {

  /** Reads the start time; a hole where it is missing or centuries away. */
  static long read(Server server) {
    ServerStatistics statistics = server.statistics();
    try {
      return statistics == null
          ? Track.HOLE
          : ChronoUnit.NANOS.between(Instant.EPOCH, statistics.start());
    } catch (ArithmeticException e) {
      return Track.HOLE;
    }
  }

  /** The start times in the samples from a point in time on. */
  static StartTimes since(Instant from, Series series) {
    SortedSet<Long> distinct = new TreeSet<>();
    boolean takeTurns = false;
    long last = 0;
    for (int i = 0; i < series.size(); i++) {
      if (!series.timeAt(i).isBefore(from)) {
        long start = series.valueAt(i);
        boolean isNew = distinct.add(start);
        takeTurns |= !isNew && start != last;
        last = start;
      }
    }
    boolean reachBack = series.size() > 0 && !series.timeAt(0).isAfter(from);
    return new StartTimes(distinct, reachBack, takeTurns);
  }

  int count() {
    return distinct.size();
  }

  List<String> texts() {
    return distinct.stream().map(nanos -> Instant.EPOCH.plusNanos(nanos).toString()).toList();
  }
}
