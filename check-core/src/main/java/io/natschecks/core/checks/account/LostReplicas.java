// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountView;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Replicas of streams on servers that only keep a place for the account. Such a replica does not
 * run: the leader says so, or the server does not list it.
 */
final class LostReplicas {

  private LostReplicas() {}

  /** Gives the names of the streams, by account id and name of the server. */
  static Map<String, SortedMap<String, List<String>>> byAccount(Snapshot snapshot) {
    Map<String, List<Server>> places = new HashMap<>();
    Map<String, SortedMap<String, List<String>>> lost = new HashMap<>();
    for (Account account : snapshot.accounts()) {
      for (AccountView view : account.views()) {
        Server server = snapshot.server(view.serverId());
        if (view.isPlaceholder() && server != null) {
          places.computeIfAbsent(account.id(), any -> new ArrayList<>()).add(server);
        }
      }
    }
    for (Stream stream : places.isEmpty() ? List.<Stream>of() : snapshot.streams()) {
      for (Server server : places.getOrDefault(stream.id().account(), List.of())) {
        if (isLost(stream, server, snapshot)) {
          lost.computeIfAbsent(stream.id().account(), any -> new TreeMap<>())
              .computeIfAbsent(server.name(), any -> new ArrayList<>())
              .add(stream.id().name());
        }
      }
    }
    return lost;
  }

  private static boolean isLost(Stream stream, Server server, Snapshot snapshot) {
    boolean isSilent =
        snapshot.coverage().of(Section.JSZ_STREAMS, server.id()).isGathered()
            && stream.views().stream().noneMatch(view -> view.serverId().equals(server.id()));
    StreamView leader = stream.leaderView();
    if (leader != null) {
      return isLost(leader, server, isSilent, snapshot);
    }
    // Without a quorum there is no leader, and every member lists all of them as not current.
    return isSilent
        && stream.views().stream().anyMatch(view -> isLost(view, server, true, snapshot));
  }

  private static boolean isLost(
      StreamView view, Server server, boolean isSilent, Snapshot snapshot) {
    ClusterInfo cluster = view.cluster();
    Server reporter = snapshot.server(view.serverId());
    if (cluster == null
        || reporter == null
        || !reporter.clusterName().equals(server.clusterName())) {
      return false;
    }
    for (Replica replica : cluster.replicas()) {
      if (replica.name().equals(server.name())) {
        return isSilent || !replica.current();
      }
    }
    return false;
  }
}
