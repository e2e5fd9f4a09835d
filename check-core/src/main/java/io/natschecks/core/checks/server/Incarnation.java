// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A server from its start to its end. The next one has another id and start time, and the same name
 * if one is configured.
 *
 * @param server the server
 * @param start when it was started
 */
record Incarnation(Server server, Instant start) {

  /** The ids make the order total. */
  static final Comparator<Incarnation> BY_START =
      Comparator.comparing(Incarnation::start).thenComparing(each -> each.server().id());

  /** Null if the server did not say when it was started. */
  static @Nullable Incarnation of(Server server) {
    ServerStatistics statistics = server.statistics();
    return statistics == null ? null : new Incarnation(server, statistics.start());
  }

  static List<Incarnation> named(String name, @Nullable Snapshot snapshot) {
    return snapshot == null
        ? List.of()
        : snapshot.serversNamed(name).stream()
            .map(Incarnation::of)
            .filter(Objects::nonNull)
            .toList();
  }

  /** Leaf nodes can share a name: one that is still there was not restarted. */
  boolean isGoneFrom(Snapshot snapshot) {
    Server same = snapshot.server(server.id());
    Incarnation now = same == null ? null : of(same);
    return same == null || (now != null && !now.start().equals(start));
  }
}
