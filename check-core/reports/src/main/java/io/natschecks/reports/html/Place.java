// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A cluster in the drawing: one with servers that answered, one that is known by its silent servers
 * or by gateways to it alone, or the servers of which no cluster is known.
 *
 * @param name name of the cluster; empty for none
 * @param spots its servers
 * @param leaves what is said of leaf nodes that did not answer; empty if there are none
 * @param leavesSign the worst finding on a leaf node
 * @param sign the worst of all
 */
record Place(String name, List<Spot> spots, String leaves, Sign leavesSign, Sign sign) {

  /** A server in the drawing. */
  record Spot(String name, String detail, String whole, Sign sign) {

    static final Comparator<Spot> WORST_FIRST =
        Comparator.comparing(Spot::sign).reversed().thenComparing(Spot::name);
  }

  static List<Place> of(AuditReport report, Marks marks) {
    Topology topology = report.overview().topology();
    Map<String, List<Spot>> spots = new LinkedHashMap<>();
    for (Topology.Cluster cluster : topology.clusters()) {
      List<Spot> servers = spotsOf(spots, cluster.name());
      cluster.servers().forEach(node -> servers.add(spot(node, marks)));
    }
    for (SilentServer silent : report.silentServers()) {
      String cluster = silent.cluster();
      spotsOf(spots, cluster == null ? "" : cluster.strip()).add(spot(silent));
    }
    for (Topology.GatewayLink link : topology.gateways()) {
      spotsOf(spots, link.to());
    }
    List<Place> places = new ArrayList<>();
    spots.forEach((name, servers) -> places.add(place(name, servers, topology, marks)));
    return places;
  }

  private static List<Spot> spotsOf(Map<String, List<Spot>> spots, String cluster) {
    return Objects.requireNonNull(spots.computeIfAbsent(cluster, key -> new ArrayList<>()));
  }

  private static Place place(String name, List<Spot> spots, Topology topology, Marks marks) {
    Sign sign = marks.of(new Entity.Cluster(name));
    for (Spot spot : spots) {
      sign = sign.worse(spot.sign());
    }
    for (Topology.GatewayLink link : topology.gateways()) {
      sign = link.from().equals(name) ? sign.worse(LinkRow.sign(link, marks)) : sign;
    }
    return new Place(
        name,
        spots,
        leaves(name, topology),
        marks.ofLeafNodes(name),
        spots.isEmpty() ? sign.worse(Sign.SILENT) : sign);
  }

  private static Spot spot(Topology.Node node, Marks marks) {
    Sign sign = marks.of(node.server());
    String facts =
        Text.line(node.version())
            + (node.jetStream() ? " · JetStream" : "")
            + (node.metaLeader() ? " · meta leader" : "");
    int findings = marks.count(node.server());
    String found = findings == 0 ? "no finding" : Display.count(findings, "finding");
    String name = Text.line(node.server().name());
    return new Spot(name, facts, name + ": " + sign.word() + ", " + found + "; " + facts, sign);
  }

  private static Spot spot(SilentServer server) {
    String name = Text.line(Display.name(server.name()));
    return new Spot(
        name,
        "answered nothing",
        name + ": answered nothing; " + Text.line(server.reason()),
        Sign.SILENT);
  }

  private static String leaves(String cluster, Topology topology) {
    for (Topology.LeafLink link : topology.leafNodes()) {
      if (cluster.equals(link.hub()) && link.spoke() == null) {
        List<String> names = link.unseen().stream().map(Text::label).toList();
        return Display.count(link.links(), "leaf node connection")
            + (names.isEmpty() ? "" : ": " + String.join(", ", names))
            + (names.size() == Topology.LeafLink.MOST_NAMES ? " …" : "");
      }
    }
    return "";
  }

  String title() {
    return name.isEmpty() ? "No cluster" : name;
  }

  String summary() {
    long silent = spots.stream().filter(spot -> spot.sign() == Sign.SILENT).count();
    if (spots.isEmpty()) {
      return "no server of it was seen";
    }
    return Display.count(spots.size(), "server")
        + (silent > 0 ? ", " + Display.count(silent) + " silent" : "");
  }
}
