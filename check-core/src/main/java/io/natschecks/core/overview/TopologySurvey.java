// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.overview;

import io.natschecks.api.Entity;
import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerConfig;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.report.Topology;
import io.natschecks.core.report.Topology.Cluster;
import io.natschecks.core.report.Topology.GatewayLink;
import io.natschecks.core.report.Topology.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds the clusters and their links. */
final class TopologySurvey {

  private TopologySurvey() {}

  static Topology of(Snapshot snapshot) {
    Map<String, List<Node>> clusters = new TreeMap<>();
    LeafSurvey leaves = new LeafSurvey(snapshot);
    for (Server server : snapshot.servers()) {
      clusters.computeIfAbsent(server.clusterName(), key -> new ArrayList<>()).add(node(server));
      leaves.add(server);
    }
    List<Cluster> sorted = new ArrayList<>();
    List<GatewayLink> gateways = new ArrayList<>();
    clusters.forEach(
        (name, nodes) -> {
          sorted.add(new Cluster(name, nodes));
          gateways.addAll(gateways(name, snapshot.serversOfCluster(name)));
        });
    return new Topology(sorted, gateways, leaves.links());
  }

  private static Node node(Server server) {
    JetStreamServer jetStream = server.jetStreamServer();
    MetaGroupView meta = jetStream == null ? null : jetStream.metaGroup();
    return new Node(
        Entity.of(server),
        server.version().toString(),
        server.jetStream(),
        meta != null && server.name().equals(meta.leader()));
  }

  private static List<GatewayLink> gateways(String cluster, List<Server> servers) {
    Map<String, Integer> connected = new TreeMap<>();
    int told = 0;
    for (Server server : servers) {
      List<Gateway> gateways = server.gateways();
      if (gateways != null) {
        told++;
        remotesOf(gateways).forEach(remote -> connected.merge(remote, 1, Integer::sum));
        configuredBy(server).forEach(remote -> connected.putIfAbsent(remote, 0));
      }
    }
    connected.remove(cluster);
    List<GatewayLink> links = new ArrayList<>();
    for (Map.Entry<String, Integer> each : connected.entrySet()) {
      links.add(new GatewayLink(cluster, each.getKey(), each.getValue(), told));
    }
    return links;
  }

  private static Set<String> remotesOf(List<Gateway> gateways) {
    Set<String> remotes = new HashSet<>();
    for (Gateway gateway : gateways) {
      if (gateway.outbound()) {
        remotes.add(gateway.remoteCluster().strip());
      }
    }
    return remotes;
  }

  private static List<String> configuredBy(Server server) {
    ServerConfig config = server.config();
    return config == null
        ? List.of()
        : config.configuredGateways().stream()
            .filter(name -> !name.equals(config.gatewayName()))
            .map(String::strip)
            .toList();
  }
}
