// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.api.Display;
import io.natschecks.reports.html.Drawing.Box;
import io.natschecks.reports.html.Drawing.Tile;
import java.util.ArrayList;
import java.util.List;

/** Finds the places of the servers of a cluster. */
record BoxLayout(Place place, int x, int y, int width, boolean cards) {

  private static final int PADDING = 14;
  private static final int HEAD = 36;
  private static final int LINE = 22;
  private static final int CARD_WIDTH = 230;
  private static final int CARD_HEIGHT = 42;
  private static final int CARD_GAP = 8;
  private static final int DOT_GAP = 5;
  private static final int MOST_DOTS = 300;

  /** Widths of a character, on average, of names and of the smaller texts. */
  private static final double NAME_CHARACTER = 7.6;

  private static final double SMALL_CHARACTER = 6.3;

  Box box() {
    List<Tile> tiles = cards ? inCards() : inDots();
    int bottom =
        tiles.isEmpty()
            ? y + HEAD
            : tiles.get(tiles.size() - 1).y() + tiles.get(tiles.size() - 1).height() + PADDING;
    long left = place.spots().size() - (long) tiles.size();
    int lines = (left > 0 ? 1 : 0) + (place.leaves().isEmpty() ? 0 : 1);
    return new Box(
        x,
        y,
        width,
        bottom - y + lines * LINE,
        place,
        Text.cut(place.title(), (int) (inner() * 0.6 / NAME_CHARACTER)),
        tiles,
        left > 0 ? "and " + Display.count(left) + " more, none of them worse" : "",
        Text.cut(place.leaves(), (int) ((inner() - 24) / SMALL_CHARACTER)));
  }

  private int inner() {
    return width - 2 * PADDING;
  }

  private List<Tile> inCards() {
    int columns = Math.max(1, (inner() + CARD_GAP) / (CARD_WIDTH + CARD_GAP));
    int cardWidth = (inner() + CARD_GAP) / columns - CARD_GAP;
    List<Tile> tiles = new ArrayList<>();
    for (Place.Spot spot : place.spots()) {
      tiles.add(
          tile(
              spot,
              tiles.size() % columns * (cardWidth + CARD_GAP),
              tiles.size() / columns * (CARD_HEIGHT + CARD_GAP),
              cardWidth,
              CARD_HEIGHT));
    }
    return tiles;
  }

  private List<Tile> inDots() {
    int columns = Math.max(1, (inner() + DOT_GAP) / (Layout.DOT + DOT_GAP));
    List<Tile> tiles = new ArrayList<>();
    for (Place.Spot spot :
        place.spots().stream().sorted(Place.Spot.WORST_FIRST).limit(MOST_DOTS).toList()) {
      tiles.add(
          tile(
              spot,
              tiles.size() % columns * (Layout.DOT + DOT_GAP),
              tiles.size() / columns * (Layout.DOT + DOT_GAP),
              Layout.DOT,
              Layout.DOT));
    }
    return tiles;
  }

  private Tile tile(Place.Spot spot, int right, int down, int tileWidth, int height) {
    int room = tileWidth - 44;
    return new Tile(
        x + PADDING + right,
        y + HEAD + down,
        tileWidth,
        height,
        spot,
        Text.cut(spot.name(), (int) (room / NAME_CHARACTER)),
        Text.cut(spot.detail(), (int) (room / SMALL_CHARACTER)));
  }
}
