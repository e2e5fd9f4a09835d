// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamView;
import java.util.HashMap;
import java.util.Map;

/**
 * What a server leads.
 *
 * @param streams streams
 * @param consumers consumers
 */
record Leaders(int streams, int consumers) {

  static final Leaders NONE = new Leaders(0, 0);

  private static final int STREAMS = 0;
  private static final int CONSUMERS = 1;

  /** What the servers lead, by server id; those that lead nothing are left out. */
  static Map<String, Leaders> byServer(Snapshot snapshot) {
    Map<String, int[]> counts = new HashMap<>();
    for (Stream stream : snapshot.streams()) {
      StreamView view = stream.leaderView();
      if (view != null) {
        counts.computeIfAbsent(view.serverId(), id -> new int[2])[STREAMS]++;
      }
    }
    for (Consumer consumer : snapshot.consumers()) {
      if (consumer.isLeaderView()) {
        counts.computeIfAbsent(consumer.serverId(), id -> new int[2])[CONSUMERS]++;
      }
    }
    Map<String, Leaders> leaders = new HashMap<>();
    counts.forEach((id, each) -> leaders.put(id, new Leaders(each[STREAMS], each[CONSUMERS])));
    return leaders;
  }

  /** Streams and consumers together. */
  long all() {
    return (long) streams + consumers;
  }
}
