// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.api.Display;
import io.natschecks.core.report.AuditReport;
import io.natschecks.reports.html.Drawing.Arc;
import io.natschecks.reports.html.Drawing.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the place of everything in the drawing of a deployment. */
final class Layout {

  static final int WIDE = 960;
  static final int NARROW = 360;

  /** Size of a server's sign. */
  static final int DOT = 16;

  /** With more servers, each is its sign alone. */
  static final int MOST_CARDS = 60;

  /** With more clusters, only the worst are drawn. */
  static final int MOST_CLUSTERS = 40;

  private static final int GAP = 12;

  private final AuditReport report;
  private final Marks marks;
  private final int width;
  private final int gutter;
  private final List<Place> places;
  private final List<String> notes = new ArrayList<>();

  Layout(AuditReport report, Marks marks, int width) {
    this.report = report;
    this.marks = marks;
    this.width = width;
    this.gutter = width == WIDE ? 72 : 30;
    this.places = Place.of(report, marks);
  }

  Drawing drawing() {
    long servers = places.stream().mapToLong(place -> place.spots().size()).sum();
    boolean cards = servers <= MOST_CARDS;
    if (!cards) {
      notes.add(
          "With more than " + MOST_CARDS + " servers each is its sign alone, the worst first.");
    }
    List<Box> boxes = new ArrayList<>();
    Arcs arcs = new Arcs(report.overview().topology(), marks, gutter);
    int left = arcs.hasGateways() ? gutter : 1;
    int right = arcs.hasLeafNodes() ? width - gutter : width - 1;
    int y = 1;
    for (Place place : drawn()) {
      Box box = new BoxLayout(place, left, y, right - left, cards).box();
      boxes.add(box);
      y += box.height() + GAP;
    }
    List<Arc> drawn = arcs.between(boxes, notes);
    return new Drawing(
        width == WIDE ? "wide" : "narrow", width, Math.max(1, y - GAP + 1), boxes, drawn, notes);
  }

  private List<Place> drawn() {
    if (places.size() <= MOST_CLUSTERS) {
      return places;
    }
    notes.add(
        "The worst "
            + MOST_CLUSTERS
            + " clusters are drawn; "
            + Display.count(places.size() - (long) MOST_CLUSTERS)
            + " more are not.");
    return places.stream()
        .sorted(Comparator.comparing(Place::sign).reversed().thenComparing(Place::name))
        .limit(MOST_CLUSTERS)
        .toList();
  }
}
