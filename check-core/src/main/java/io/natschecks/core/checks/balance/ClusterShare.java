// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

import io.natschecks.api.CheckContext;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.shared.WholeCluster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How the client connections of one account lie on the servers of one cluster.
 *
 * @param account the account
 * @param cluster the cluster, with the servers that have no clients of the account
 * @param connections connections by server; servers without any are left out
 * @param total connections on all servers of the cluster
 */
record ClusterShare(
    Account account, WholeCluster cluster, Map<Server, Integer> connections, long total) {

  private static final Comparator<Server> BY_NAME =
      Comparator.comparing(Server::name).thenComparing(Server::id);

  /** All accounts with clients, in each of their clusters. */
  static List<ClusterShare> of(CheckContext context) {
    Snapshot snapshot = context.current();
    Map<String, WholeCluster> clusters = WholeCluster.of(context, Section.ACCSTATZ);
    List<ClusterShare> shares = new ArrayList<>();
    for (Account account : snapshot.accounts()) {
      byCluster(snapshot, account)
          .forEach(
              (name, connections) ->
                  shares.add(
                      new ClusterShare(
                          account,
                          Objects.requireNonNull(clusters.get(name)),
                          connections,
                          connections.values().stream().mapToLong(Integer::longValue).sum())));
    }
    return shares;
  }

  private static Map<String, Map<Server, Integer>> byCluster(Snapshot snapshot, Account account) {
    Map<String, Map<Server, Integer>> clusters = new TreeMap<>();
    for (AccountStatistics statistics : account.statistics()) {
      Server server = snapshot.server(statistics.serverId());
      if (server != null && !server.clusterName().isEmpty() && statistics.connections() > 0) {
        clusters
            .computeIfAbsent(server.clusterName(), key -> new TreeMap<>(BY_NAME))
            .put(server, statistics.connections());
      }
    }
    return clusters;
  }
}
