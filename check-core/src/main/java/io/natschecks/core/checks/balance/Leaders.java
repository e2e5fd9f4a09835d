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

  private static final Leaders ONE_STREAM = new Leaders(1, 0);
  private static final Leaders ONE_CONSUMER = new Leaders(0, 1);

  /** What the servers lead, by server id; those that lead nothing are left out. */
  static Map<String, Leaders> byServer(Snapshot snapshot) {
    Map<String, Leaders> leaders = new HashMap<>();
    for (Stream stream : snapshot.streams()) {
      StreamView view = stream.leaderView();
      if (view != null) {
        leaders.merge(view.serverId(), ONE_STREAM, Leaders::plus);
      }
    }
    for (Consumer consumer : snapshot.consumers()) {
      if (consumer.isLeaderView()) {
        leaders.merge(consumer.serverId(), ONE_CONSUMER, Leaders::plus);
      }
    }
    return leaders;
  }

  /** Streams and consumers together. */
  long all() {
    return (long) streams + consumers;
  }

  private Leaders plus(Leaders other) {
    return new Leaders(streams + other.streams, consumers + other.consumers);
  }
}
