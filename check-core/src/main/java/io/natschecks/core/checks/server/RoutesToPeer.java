// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.snapshot.Route;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.shared.Names;
import io.natschecks.core.checks.shared.RoundTrip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The routes of a server to another: a pool, and those of single accounts.
 *
 * @param server the server that reports them
 * @param remote name of the other server, or its id if no name is known
 * @param routes the routes, at least one
 */
record RoutesToPeer(Server server, String remote, List<Route> routes) {

  static List<RoutesToPeer> all(Snapshot snapshot) {
    List<RoutesToPeer> all = new ArrayList<>();
    for (Server server : snapshot.servers()) {
      Collection<Route> routes = server.routes() == null ? List.of() : server.routes();
      Map<String, List<Route>> byRemote = new TreeMap<>();
      for (Route route : routes) {
        byRemote
            .computeIfAbsent(Names.ofRemote(snapshot, route), any -> new ArrayList<>())
            .add(route);
      }
      byRemote.forEach((remote, to) -> all.add(new RoutesToPeer(server, remote, to)));
    }
    return all;
  }

  @Nullable String remoteId() {
    return routes.stream().map(Route::remoteId).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** The longest round trip time; null if none was measured. */
  @Nullable Duration slowest() {
    return routes.stream()
        .map(Route::rtt)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  long slowerThan(double milliseconds) {
    return routes.stream().filter(route -> RoundTrip.isAbove(route.rtt(), milliseconds)).count();
  }
}
