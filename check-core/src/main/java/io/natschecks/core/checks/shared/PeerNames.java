// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Replica;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of the members of a Raft group. A server that was started without the others does not know
 * their names and gives a text with the peer id in their place; another may know the name.
 */
public final class PeerNames {

  private PeerNames() {}

  /**
   * Gives each member the same name in all views, so that nobody is counted twice.
   *
   * @param views what members say of one group
   * @return the views, with the names that any of them knows
   */
  public static List<ClusterInfo> known(List<ClusterInfo> views) {
    Map<String, String> names = new HashMap<>();
    for (ClusterInfo view : views) {
      for (Replica replica : view.replicas()) {
        String peer = replica.peer();
        if (peer != null && !isUnknown(replica)) {
          names.putIfAbsent(peer, replica.name());
        }
      }
    }
    return views.stream().map(view -> named(view, names)).toList();
  }

  /**
   * Says whether the name of a member is not known, and a text with its peer id stands for it.
   *
   * @param replica the member
   * @return true if the text holds the peer id
   */
  public static boolean isUnknown(Replica replica) {
    return replica.peer() != null && replica.name().contains(replica.peer());
  }

  private static ClusterInfo named(ClusterInfo view, Map<String, String> names) {
    List<Replica> replicas =
        view.replicas().stream().map(replica -> named(replica, names)).toList();
    return new ClusterInfo(view.name(), view.leader(), view.raftGroup(), replicas);
  }

  private static Replica named(Replica replica, Map<String, String> names) {
    String peer = replica.peer();
    String name = peer == null ? null : names.get(peer);
    return name == null
        ? replica
        : new Replica(
            name, peer, replica.current(), replica.offline(), replica.active(), replica.lag());
  }
}
