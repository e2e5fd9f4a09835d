// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.MetaGroup;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SilentServer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the peers of meta groups that answered nothing. A server that crashed or was stopped loses
 * its routes at once, but stays a peer until somebody removes it.
 */
final class SilentPeers {

  private static final String UNKNOWN = "Server name unknown at this time";

  private SilentPeers() {}

  static List<SilentServer> of(
      Collection<MetaGroup> groups, Collection<Server> answered, Collection<SilentServer> known) {
    Set<String> named = new HashSet<>();
    answered.forEach(server -> named.add(server.name()));
    known.forEach(server -> named.add(server.name()));
    List<SilentServer> silent = new ArrayList<>();
    for (MetaGroup group : groups) {
      for (MetaGroupView view : believed(group)) {
        for (Replica peer : view.replicas()) {
          if (hasName(peer) && named.add(peer.name())) {
            silent.add(
                new SilentServer(
                    peer.name(), null, null, "a peer of the meta group that answered nothing"));
          }
        }
      }
    }
    return silent;
  }

  /** The leader knows the peers best; without one, each member lists them all. */
  private static List<MetaGroupView> believed(MetaGroup group) {
    MetaGroupView leader = group.leaderView();
    return leader == null ? group.views() : List.of(leader);
  }

  /**
   * While a name is not known the peer id stands for it, or in newer releases a sentence: no server
   * answers by these.
   */
  private static boolean hasName(Replica peer) {
    return !peer.name().isEmpty()
        && !peer.name().equals(peer.peer())
        && !peer.name().startsWith(UNKNOWN);
  }
}
