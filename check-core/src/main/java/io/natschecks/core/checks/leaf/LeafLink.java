// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.leaf;

import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A leaf node connection of one server. It is the same one as long as its number is, for which
 * servers before 2.12 do not tell.
 *
 * @param server the server that reports it
 * @param leaf what it reports
 */
record LeafLink(Server server, LeafNode leaf) {

  /** How it is compressed, one number for each level; nothing where it is not by S2. */
  static final Track<LeafLink> LEVEL =
      Track.ofIdentity(
          Tracked.of("leaf link", LeafLink::numbered, LeafLink::key),
          "leaf.compression.level",
          link -> level(link.leaf().compression()));

  private static List<LeafLink> numbered(Snapshot snapshot) {
    List<LeafLink> links = new ArrayList<>();
    for (Server server : snapshot.servers()) {
      List<LeafNode> leafs = server.leafNodes();
      if (leafs != null) {
        for (LeafNode leaf : leafs) {
          if (leaf.id() != null) {
            links.add(new LeafLink(server, leaf));
          }
        }
      }
    }
    return links;
  }

  private String key() {
    return Tracked.key(server.id(), String.valueOf(leaf.id()));
  }

  private static long level(@Nullable String compression) {
    if (compression == null) {
      return Track.HOLE;
    }
    return switch (compression) {
      case "s2_uncompressed" -> 1;
      case "s2_fast" -> 2;
      case "s2_better" -> 3;
      case "s2_best" -> 4;
      default -> Track.HOLE;
    };
  }
}
