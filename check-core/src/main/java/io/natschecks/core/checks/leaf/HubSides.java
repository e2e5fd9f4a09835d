// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.leaf;

import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.util.HashSet;
import java.util.Set;

/**
 * The hubs that list a leaf server. The account can have another name on the other side, so it
 * tells nothing here.
 *
 * @param pairs names of hub and leaf
 */
record HubSides(Set<Pair> pairs) {

  record Pair(String hub, String leaf) {}

  static HubSides of(Snapshot snapshot) {
    Set<Pair> pairs = new HashSet<>();
    for (Server server : snapshot.servers()) {
      if (server.leafNodes() != null) {
        for (LeafNode leaf : server.leafNodes()) {
          if (!leaf.spoke()) {
            pairs.add(new Pair(server.name(), leaf.name()));
          }
        }
      }
    }
    return new HubSides(pairs);
  }

  /** Whether the hub shows the link that a spoke shows. */
  boolean show(LeafLinks spoke) {
    return pairs.contains(new Pair(spoke.name(), spoke.entity().server().name()));
  }
}
