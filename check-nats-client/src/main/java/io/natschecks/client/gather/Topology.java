// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.client.reply.ServerRef;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How servers are linked, as their statistics tell. Not safe for use by several threads. */
final class Topology {

  /**
   * A server and its links.
   *
   * @param ref the server
   * @param routes names of the servers that its routes lead to, by number of the route
   * @param gateways names of the clusters that its gateways lead to
   */
  record Links(ServerRef ref, Map<Long, String> routes, Set<String> gateways) {}

  private final Map<String, Links> byId = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> clusters = new HashSet<>();

  /** Takes the statistics of a server. */
  void add(ServerRef server, byte[] statsz) {
    JsonNode statistics = Json.tree(statsz).path("statsz");
    Map<Long, String> routes = new HashMap<>();
    for (JsonNode route : statistics.path("routes")) {
      routes.put(route.path("rid").asLong(-1), route.path("name").asString(""));
    }
    Set<String> gateways = new HashSet<>();
    for (JsonNode gateway : statistics.path("gateways")) {
      gateways.add(gateway.path("name").asString(""));
    }
    byId.put(server.id(), new Links(server, routes, gateways));
    names.add(server.name());
    if (server.cluster() != null) {
      clusters.add(server.cluster());
    }
  }

  Collection<Links> servers() {
    return byId.values();
  }

  boolean knows(String id) {
    return byId.containsKey(id);
  }

  /** Whether a server of this name and cluster answered, be it under another id. */
  boolean hasName(ServerRef server) {
    return byId.values().stream()
        .map(Links::ref)
        .anyMatch(
            ref -> ref.name().equals(server.name()) && sameText(ref.cluster(), server.cluster()));
  }

  private static boolean sameText(@Nullable String left, @Nullable String right) {
    return left == null ? right == null : left.equals(right);
  }

  boolean hasRouteToSilence(Links server) {
    return server.routes.values().stream()
        .anyMatch(name -> !name.isEmpty() && !names.contains(name));
  }

  boolean hasGatewayToSilence(Links server) {
    return !clusters.containsAll(server.gateways);
  }

  boolean isSilentCluster(String name) {
    return !clusters.contains(name);
  }

  /**
   * The clusters that can be reached from a server over routes and gateways alone; all others lie
   * behind leaf links.
   */
  Set<String> clustersAround(@Nullable String cluster) {
    Set<String> reached = new HashSet<>();
    Deque<String> next = new ArrayDeque<>();
    if (cluster != null) {
      next.add(cluster);
    }
    while (!next.isEmpty()) {
      String each = next.remove();
      if (reached.add(each)) {
        byId.values().stream()
            .filter(links -> each.equals(links.ref.cluster()))
            .forEach(links -> next.addAll(links.gateways));
      }
    }
    return reached;
  }

  @Nullable ServerRef find(String id) {
    Links links = byId.get(id);
    return links == null ? null : links.ref;
  }
}
