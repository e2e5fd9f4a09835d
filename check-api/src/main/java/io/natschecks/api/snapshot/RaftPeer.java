// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A peer of a Raft group (RAFTZ).
 *
 * @param id peer id
 * @param name server name; null if not known
 * @param known whether this server knows the peer
 * @param lastSeen time since it was heard; null if not reported
 * @param lastReplicatedIndex last log entry that it holds, by the leader; 0 elsewhere
 * @since 0.1
 */
public record RaftPeer(
    String id,
    @Nullable String name,
    boolean known,
    @Nullable Duration lastSeen,
    long lastReplicatedIndex) {

  public RaftPeer {
    Objects.requireNonNull(id, "id");
  }
}
