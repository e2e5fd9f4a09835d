// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.CheckContext;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections that servers have closed for one reason since the snapshot before. Servers
 * remember only the last ones, so this names some culprits and counts nothing.
 *
 * @param byServer their labels by server id
 */
record ClosedConnections(Map<String, List<String>> byServer) {

  /** Finds them by the beginning of the reason. */
  static ClosedConnections since(CheckContext context, String reason) {
    Snapshot previous = context.previous();
    Map<String, List<String>> byServer = new HashMap<>();
    if (previous != null) {
      for (Connection each : context.current().closedConnections()) {
        if (isOf(each, reason, previous.takenAt())) {
          byServer
              .computeIfAbsent(each.serverId(), any -> new ArrayList<>())
              .add(context.entityOf(each).label());
        }
      }
    }
    return new ClosedConnections(byServer);
  }

  private static boolean isOf(Connection connection, String reason, Instant from) {
    return connection.reason() != null
        && connection.reason().startsWith(reason)
        && connection.stop() != null
        && connection.stop().isAfter(from);
  }

  List<String> of(Server server) {
    return byServer.getOrDefault(server.id(), List.of());
  }
}
