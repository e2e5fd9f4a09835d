// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.Snapshot;

/**
 * What the history keeps of Raft groups, for each server that reports one. A restarted server
 * begins anew. There may be a million of these, so the states that are to last share a track, and
 * logs are followed only once they are larger than in normal work.
 */
final class Followed {

  private static final Tracked<RaftNode> NODES =
      Tracked.of(
          "raft node",
          Snapshot::raftNodes,
          node -> Tracked.key(node.serverId(), node.account(), node.group()));

  /** Servers begin to compact logs of a few MiB; one this large has not been compacted. */
  static final long LARGE_LOG = 64L << 20;

  /** Bytes of the log; a hole as long as they are few. */
  static final Track<RaftNode> LOG_BYTES =
      Track.of(
          NODES,
          "raft.log.bytes",
          node -> node.walBytes() < LARGE_LOG ? Track.HOLE : node.walBytes());

  /** The {@linkplain LastingState states} that a node is in, as bits. */
  static final Track<RaftNode> STATES =
      Track.ofIdentity(NODES, "raft.states", LastingState::bitsOf);

  private Followed() {}
}
