// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cluster;

import io.natschecks.api.snapshot.Route;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The routes of a server to the other servers of its cluster that are alive. Servers of one name
 * are never peers.
 *
 * @param peers other servers of the cluster that answered
 * @param routed how many of them it has a route to
 * @param unreached names of the others, where the routes are known one by one
 */
record Mesh(int peers, int routed, SortedSet<String> unreached) {

  static Mesh of(Snapshot snapshot, Server server, ServerStatistics statistics) {
    Map<String, String> peers = new HashMap<>();
    for (Server member : snapshot.serversOfCluster(server.clusterName())) {
      if (!member.name().equals(server.name())) {
        peers.put(member.name(), member.id());
      }
    }
    List<Route> routes = server.routes();
    if (routes == null || !snapshot.coverage().of(Section.ROUTEZ, server.id()).isGathered()) {
      return new Mesh(peers.size(), Math.min(statistics.remotes(), peers.size()), new TreeSet<>());
    }
    Set<String> ids = new HashSet<>();
    SortedSet<String> unreached = new TreeSet<>(peers.keySet());
    for (Route route : routes) {
      if (route.remoteName() != null) {
        unreached.remove(route.remoteName());
      }
      if (route.remoteId() != null) {
        ids.add(route.remoteId());
      }
    }
    unreached.removeIf(name -> ids.contains(peers.get(name)));
    return new Mesh(peers.size(), peers.size() - unreached.size(), unreached);
  }
}
