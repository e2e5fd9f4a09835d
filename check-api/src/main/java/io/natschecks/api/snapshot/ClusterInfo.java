// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Raft group of a stream or a consumer as one of its members sees it.
 *
 * @param name cluster that holds the group
 * @param leader server name of the leader; null if this member knows none
 * @param raftGroup name of the Raft group; null if not reported (since 2.10.4)
 * @param replicas the other peers, sorted by name
 * @since 0.1
 */
public record ClusterInfo(
    @Nullable String name,
    @Nullable String leader,
    @Nullable String raftGroup,
    List<Replica> replicas) {

  public ClusterInfo {
    replicas = List.copyOf(replicas);
  }
}
