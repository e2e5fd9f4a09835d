// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.placement;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * In which clusters the clients of an account are. Clients of servers without a cluster are left
 * out, and the names of clusters are compared as they are.
 *
 * @param connections client connections by cluster
 * @param total client connections in all clusters
 * @param largest the cluster with most of them, the first by name if there are several; null
 *     without clients
 */
record ClientClusters(SortedMap<String, Long> connections, long total, @Nullable String largest) {

  static final ClientClusters NONE = new ClientClusters(Collections.emptySortedMap(), 0, null);

  static ClientClusters of(Snapshot snapshot, Account account) {
    SortedMap<String, Long> connections = new TreeMap<>();
    long total = 0;
    for (AccountStatistics statistics : account.statistics()) {
      String cluster = clusterOf(snapshot.server(statistics.serverId()));
      if (cluster != null && statistics.connections() > 0) {
        connections.merge(cluster, (long) statistics.connections(), Long::sum);
        total += statistics.connections();
      }
    }
    return new ClientClusters(connections, total, largest(connections));
  }

  /** The accounts with clients, by id. */
  static Map<String, ClientClusters> byAccount(Snapshot snapshot) {
    Map<String, ClientClusters> clusters = new HashMap<>();
    for (Account account : snapshot.accounts()) {
      clusters.put(account.id(), of(snapshot, account));
    }
    return clusters;
  }

  /** The cluster of a server as it names it; null without one. */
  static @Nullable String clusterOf(@Nullable Server server) {
    return server == null || server.clusterName().isEmpty() ? null : server.cluster();
  }

  long in(String cluster) {
    return connections.getOrDefault(cluster, 0L);
  }

  double percentIn(String cluster) {
    return total == 0 ? 0 : in(cluster) * 100.0 / total;
  }

  private static @Nullable String largest(SortedMap<String, Long> connections) {
    String largest = null;
    long most = 0;
    for (Map.Entry<String, Long> entry : connections.entrySet()) {
      if (entry.getValue() > most) {
        largest = entry.getKey();
        most = entry.getValue();
      }
    }
    return largest;
  }
}
