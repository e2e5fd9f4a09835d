// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.api.Display;
import io.natschecks.core.report.Topology;
import io.natschecks.core.report.Topology.GatewayLink;
import io.natschecks.core.report.Topology.LeafLink;
import io.natschecks.reports.html.Drawing.Arc;
import io.natschecks.reports.html.Drawing.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Draws the links between clusters. Both directions of a gateway are one arc. */
final class Arcs {

  /** With more clusters a mesh of gateways hides what is wrong in it. */
  private static final int MOST_MESHED = 6;

  private final Topology topology;
  private final Marks marks;
  private final int gutter;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Integer> ends = new HashMap<>();

  Arcs(Topology topology, Marks marks, int gutter) {
    this.topology = topology;
    this.marks = marks;
    this.gutter = gutter;
  }

  boolean hasGateways() {
    return !topology.gateways().isEmpty();
  }

  boolean hasLeafNodes() {
    return topology.leafNodes().stream().anyMatch(Arcs::joinsClusters);
  }

  private static boolean joinsClusters(LeafLink link) {
    return link.hub() != null && link.spoke() != null && !link.hub().equals(link.spoke());
  }

  List<Arc> between(List<Box> boxes, List<String> notes) {
    for (int i = 0; i < boxes.size(); i++) {
      places.put(boxes.get(i).place().name(), i);
    }
    List<Arc> arcs = new ArrayList<>();
    gateways(boxes, arcs);
    if (boxes.size() > MOST_MESHED && hasGateways()) {
      notes.add(
          "With more than "
              + MOST_MESHED
              + " clusters, only gateways that miss a connection or have a finding are drawn.");
    }
    for (LeafLink link : topology.leafNodes()) {
      if (joinsClusters(link) && areDrawn(link.hub(), link.spoke())) {
        arcs.add(leafNodes(link, boxes));
      }
    }
    return arcs;
  }

  private boolean areDrawn(@Nullable String one, @Nullable String other) {
    return one != null && other != null && places.containsKey(one) && places.containsKey(other);
  }

  private void gateways(List<Box> boxes, List<Arc> arcs) {
    Map<String, GatewayLink> known = new HashMap<>();
    topology.gateways().forEach(link -> known.put(pair(link.from(), link.to()), link));
    for (GatewayLink link : topology.gateways()) {
      GatewayLink back = known.get(pair(link.to(), link.from()));
      boolean isDrawnAsTheOther = back != null && link.from().compareTo(link.to()) > 0;
      if (isDrawnAsTheOther || !areDrawn(link.from(), link.to())) {
        continue;
      }
      Sign sign = LinkRow.sign(link, marks);
      boolean partial = link.isPartial();
      String words = words(link);
      if (back != null) {
        sign = sign.worse(LinkRow.sign(back, marks));
        partial |= back.isPartial();
        words += "; " + words(back);
      }
      if (boxes.size() <= MOST_MESHED || sign != Sign.NONE) {
        arcs.add(
            new Arc(path(boxes, link.from(), link.to(), true), "gateway", sign, partial, words));
      }
    }
  }

  private static String pair(String from, String to) {
    return from.length() + " " + from + to;
  }

  private static String words(GatewayLink link) {
    return "gateway "
        + Text.label(link.from())
        + " to "
        + Text.label(link.to())
        + ": "
        + link.connected()
        + " of "
        + Display.count(link.servers(), "server")
        + " connected";
  }

  private Arc leafNodes(LeafLink link, List<Box> boxes) {
    String hub = Objects.requireNonNull(link.hub());
    String spoke = Objects.requireNonNull(link.spoke());
    return new Arc(
        path(boxes, hub, spoke, false),
        "leaf",
        marks.ofLeafNodes(hub).worse(marks.ofLeafNodes(spoke)),
        false,
        Display.count(link.links(), "leaf node connection")
            + " from "
            + Text.label(spoke.isEmpty() ? LinkRow.NO_CLUSTER : spoke)
            + " to "
            + Text.label(hub));
  }

  /** The further apart two clusters are, the wider the arc. */
  private String path(List<Box> boxes, String from, String to, boolean onLeft) {
    int one = places.getOrDefault(from, 0);
    int other = places.getOrDefault(to, 0);
    int distance = Math.abs(one - other);
    int depth = gutter - 8 - (gutter - 18) / (1 + distance);
    Box start = boxes.get(one);
    Box end = boxes.get(other);
    int x = onLeft ? start.x() : start.right();
    int bend = onLeft ? x - depth * 4 / 3 : x + depth * 4 / 3;
    int startY = y(start, one < other, onLeft);
    int endY = y(end, other < one, onLeft);
    return "M%d %dC%d %d %d %d %d %d".formatted(x, startY, bend, startY, bend, endY, x, endY);
  }

  /** Arcs that go down leave below the middle of a box, the others above it, side by side. */
  private int y(Box box, boolean isDown, boolean onLeft) {
    String side = box.y() + (isDown ? " down " : " up ") + onLeft;
    int place = ends.merge(side, 1, Integer::sum);
    int offset = Math.min(4 + 7 * (place - 1), box.height() / 2 - 6);
    return isDown ? box.middle() + offset : box.middle() - offset;
  }
}
