// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Raft group with all servers that report it.
 *
 * @param nodes what each server says, at least one, sorted by server id
 */
record RaftGroup(List<RaftNode> nodes) {

  /** The group that all servers with JetStream of a domain form. */
  private static final String META = "_meta_";

  private static final Comparator<String> DOMAINS =
      Comparator.nullsFirst(Comparator.naturalOrder());

  /** Finds the groups. The nodes are sorted by account and group; domains are told apart here. */
  static List<RaftGroup> all(Snapshot snapshot) {
    List<RaftNode> nodes = snapshot.raftNodes();
    List<RaftGroup> groups = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= nodes.size(); i++) {
      if (i == nodes.size() || !isSame(nodes.get(from), nodes.get(i))) {
        groups.addAll(byDomain(snapshot, nodes.subList(from, i)));
        from = i;
      }
    }
    return groups;
  }

  private static boolean isSame(RaftNode one, RaftNode other) {
    return one.group().equals(other.group()) && one.account().equals(other.account());
  }

  private static Collection<RaftGroup> byDomain(Snapshot snapshot, List<RaftNode> nodes) {
    TreeMap<@Nullable String, RaftGroup> groups = new TreeMap<>(DOMAINS);
    for (RaftNode node : nodes) {
      groups
          .computeIfAbsent(domain(snapshot, node), key -> new RaftGroup(new ArrayList<>(3)))
          .nodes()
          .add(node);
    }
    return groups.values();
  }

  /** The JetStream domain of the server that reports a group; null if none is set. */
  static @Nullable String domain(Snapshot snapshot, RaftNode node) {
    Server server = snapshot.server(node.serverId());
    return server == null ? null : server.domain();
  }

  RaftNode first() {
    return nodes.get(0);
  }

  boolean isMeta() {
    return first().group().equals(META);
  }
}
