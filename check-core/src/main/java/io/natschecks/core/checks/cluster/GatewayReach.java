// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cluster;

import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which remote clusters servers reach through outbound gateways, the one kind that each has. */
final class GatewayReach {

  private final Map<String, Map<String, SortedSet<String>>> serversByClusterAndRemote =
      new HashMap<>();

  GatewayReach(Snapshot snapshot) {
    for (Server server : snapshot.servers()) {
      List<Gateway> gateways = server.gateways();
      if (gateways != null && snapshot.coverage().of(Section.GATEWAYZ, server.id()).isGathered()) {
        Map<String, SortedSet<String>> byRemote =
            serversByClusterAndRemote.computeIfAbsent(server.clusterName(), key -> new HashMap<>());
        remotes(gateways)
            .forEach(
                remote ->
                    byRemote.computeIfAbsent(remote, key -> new TreeSet<>()).add(server.name()));
      }
    }
  }

  /** The outbound gateways of a server by remote cluster, whose names are as they are compared. */
  static SortedMap<String, Gateway> outbound(Collection<Gateway> gateways) {
    SortedMap<String, Gateway> byRemote = new TreeMap<>();
    for (Gateway gateway : gateways) {
      if (gateway.outbound()) {
        byRemote.putIfAbsent(remote(gateway.remoteCluster()), gateway);
      }
    }
    return byRemote;
  }

  /** The remote clusters of a server. */
  static SortedSet<String> remotes(Collection<Gateway> gateways) {
    return new TreeSet<>(outbound(gateways).keySet());
  }

  /** A name as it is compared: white space around it and case do not count. */
  static String remote(String cluster) {
    String name = cluster.strip().toLowerCase(Locale.ROOT);
    return name.isEmpty() ? "unknown" : name;
  }

  /** The servers of a cluster that reach a remote one. */
  Collection<String> servers(String cluster, String remote) {
    return serversByClusterAndRemote
        .getOrDefault(cluster, Map.of())
        .getOrDefault(remote, Collections.emptySortedSet());
  }
}
