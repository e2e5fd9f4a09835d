// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

/**
 * Which kind of peer a connection of CONNZ serves.
 *
 * @since 0.1
 */
public enum ConnectionKind {
  /** An application. */
  CLIENT,
  /** A leaf node, listed since 2.11.5 and 2.12.0. */
  LEAF_NODE,
  /** Anything else. */
  OTHER
}
