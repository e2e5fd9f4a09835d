// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

/**
 * What a server is in a Raft group.
 *
 * @since 0.1
 */
public enum RaftState {
  /** It leads. */
  LEADER,
  /** It follows a leader, or waits for one. */
  FOLLOWER,
  /** It asks for votes. */
  CANDIDATE,
  /** It listens and never votes. */
  OBSERVER,
  /** It has left the group. */
  CLOSED,
  /** A state that this version does not know. */
  OTHER
}
