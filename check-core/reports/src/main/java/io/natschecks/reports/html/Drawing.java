// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import java.util.List;

/**
 * The deployment drawn for a width: clusters below each other, gateways as arcs on their left, leaf
 * nodes as arcs on their right. Lengths are pixels.
 *
 * @param style name of its class in the style sheet
 * @param width width
 * @param height height
 * @param boxes the clusters
 * @param arcs the links
 * @param notes what was left out
 */
record Drawing(
    String style, int width, int height, List<Box> boxes, List<Arc> arcs, List<String> notes) {

  /** A cluster. */
  record Box(
      int x,
      int y,
      int width,
      int height,
      Place place,
      String title,
      List<Tile> tiles,
      String more,
      String leaves) {

    int right() {
      return x + width;
    }

    int middle() {
      return y + height / 2;
    }
  }

  /** A server: a card, or in a large deployment its sign alone. */
  record Tile(int x, int y, int width, int height, Place.Spot spot, String name, String detail) {

    boolean isCard() {
      return width > Layout.DOT;
    }
  }

  /** A link between two clusters. */
  record Arc(String path, String style, Sign sign, boolean isPartial, String whole) {}
}
