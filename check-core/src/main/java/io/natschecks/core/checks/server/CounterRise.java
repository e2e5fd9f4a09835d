// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.Change;
import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.snapshot.KindCounts;
import io.natschecks.api.snapshot.ServerStatistics;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A counter of one incarnation of a server in two snapshots.
 *
 * @param before its value in the snapshot before
 * @param now its value in this snapshot
 * @param interval time between the two
 */
record CounterRise(long before, long now, Duration interval) {

  /** Null if either snapshot lacks the counter, which older releases do not have. */
  static @Nullable CounterRise of(
      Change<ServerStatistics> change, Function<ServerStatistics, @Nullable Long> counter) {
    Long before = counter.apply(change.before());
    Long now = counter.apply(change.now());
    return before == null || now == null ? null : new CounterRise(before, now, change.interval());
  }

  /** How much it rose; 0 if it was reset. */
  long amount() {
    return Change.rise(before, now);
  }

  FindingBuilder describe(FindingBuilder finding, String name, String unit) {
    return finding
        .observed(name + "_delta", amount(), unit)
        .limit("most_allowed", 0, unit)
        .with(name + "_before", before, unit)
        .with(name + "_now", now, unit)
        .with("interval", interval);
  }

  /** Adds how much the counter rose for each kind of connection, where the server tells. */
  static FindingBuilder describeKinds(
      FindingBuilder finding,
      Change<ServerStatistics> change,
      Function<ServerStatistics, @Nullable KindCounts> kinds,
      String unit) {
    KindCounts before = kinds.apply(change.before());
    KindCounts now = kinds.apply(change.now());
    return before == null || now == null
        ? finding
        : finding
            .with("clients", Change.rise(before.clients(), now.clients()), unit)
            .with("routes", Change.rise(before.routes(), now.routes()), unit)
            .with("gateways", Change.rise(before.gateways(), now.gateways()), unit)
            .with("leafnodes", Change.rise(before.leafNodes(), now.leafNodes()), unit);
  }

  /** The span for people. */
  String span() {
    return "in the last " + Display.duration(interval);
  }
}
