// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A peer of a Raft group as one member lists it. The list leaves out the member that gives it,
 * unless that member knows no leader. Trust {@code current} and {@code lag} only in the list of the
 * leader.
 *
 * @param name server name, or the peer id while the name is not known
 * @param peer peer id, a hash of the server name; null where the release does not give it
 * @param current whether the peer has all that the reporter has
 * @param offline whether the reporter holds the peer to be offline; a crashed server takes 150 to
 *     240 s to get there
 * @param active time since the reporter last heard the peer; zero if it never did, null if not
 *     reported
 * @param lag Raft operations that the peer is behind
 * @since 0.1
 */
public record Replica(
    String name,
    @Nullable String peer,
    boolean current,
    boolean offline,
    @Nullable Duration active,
    long lag) {

  public Replica {
    Objects.requireNonNull(name, "name");
  }
}
