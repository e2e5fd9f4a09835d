// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.core.report.Topology;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link between clusters in words.
 *
 * @param kind gateway or leaf nodes
 * @param from the one end
 * @param to the other end
 * @param state how many connections there are
 * @param sign the worst finding on it
 */
record LinkRow(String kind, String from, String to, String state, Sign sign) {

  static final String NO_CLUSTER = "no cluster";

  private static final int MOST = 300;

  static List<LinkRow> of(Topology topology, Marks marks) {
    List<LinkRow> rows = new ArrayList<>();
    for (Topology.GatewayLink link : topology.gateways()) {
      rows.add(
          new LinkRow(
              "gateway",
              Text.label(link.from()),
              Text.label(link.to()),
              link.connected() + " of " + link.servers() + " servers connected",
              sign(link, marks)));
    }
    for (Topology.LeafLink link : topology.leafNodes()) {
      rows.add(
          new LinkRow(
              "leaf nodes",
              end(link.spoke(), link),
              end(link.hub(), link),
              link.links() == 1 ? "1 connection" : link.links() + " connections",
              marks.ofLeafNodes(link.hub() == null ? "" : link.hub())));
    }
    return rows.stream()
        .sorted((one, other) -> other.sign().compareTo(one.sign()))
        .limit(MOST)
        .toList();
  }

  /** A link that misses a connection is worth a look, whether or not a check says so. */
  static Sign sign(Topology.GatewayLink link, Marks marks) {
    Sign found = marks.ofGateway(link.from(), link.to());
    return link.isPartial() ? found.worse(Sign.WARNING) : found;
  }

  private static String end(@Nullable String cluster, Topology.LeafLink link) {
    if (cluster == null) {
      return "not seen"
          + (link.unseen().isEmpty()
              ? ""
              : ": "
                  + Text.line(String.join(", ", link.unseen().stream().map(Text::label).toList())));
    }
    return cluster.isEmpty() ? NO_CLUSTER : Text.label(cluster);
  }
}
