// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one server says of its own replica of a stream. Believe replicas, mirror and sources only
 * from the leader.
 *
 * @param serverId id of the server
 * @param serverName name of the server
 * @param state what the replica holds
 * @param cluster its Raft group; null on a server that is not clustered
 * @param mirror where it mirrors from; null if it is no mirror
 * @param sources where it sources from
 * @since 0.1
 */
public record StreamView(
    String serverId,
    String serverName,
    StreamState state,
    @Nullable ClusterInfo cluster,
    @Nullable StreamSource mirror,
    List<StreamSource> sources) {

  public StreamView {
    Objects.requireNonNull(serverId, "serverId");
    Objects.requireNonNull(serverName, "serverName");
    Objects.requireNonNull(state, "state");
    sources = List.copyOf(sources);
  }

  /**
   * Says whether this is the view of the stream's leader.
   *
   * @return true if the server leads the stream, or there is no cluster
   */
  public boolean isLeaderView() {
    return cluster == null || serverName.equals(cluster.leader());
  }
}
