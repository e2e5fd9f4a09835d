// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

/**
 * What a finding is about. The {@linkplain #label() label} is its name in reports and never
 * changes.
 *
 * @since 0.1
 */
public enum EntityType {
  /** A server. */
  SERVER("server"),
  /** A cluster of servers. */
  CLUSTER("cluster"),
  /** An account. */
  ACCOUNT("account"),
  /** A stream. */
  STREAM("stream"),
  /** A consumer. */
  CONSUMER("consumer"),
  /** A connection of a client or a leaf node. */
  CONNECTION("connection"),
  /** A route between two servers of a cluster. */
  ROUTE("route"),
  /** A gateway between two clusters. */
  GATEWAY("gateway"),
  /** A leaf node link. */
  LEAF_NODE("leafnode"),
  /** A Raft group. */
  RAFT_GROUP("raft-group"),
  /** The meta group of a JetStream domain. */
  META_GROUP("meta-cluster"),
  /** A micro service. */
  SERVICE("service"),
  /** A user. */
  USER("user"),
  /** The deployment as a whole. */
  DEPLOYMENT("system");

  private final String label;

  EntityType(String label) {
    this.label = label;
  }

  /**
   * The name in reports.
   *
   * @return such as raft-group
   */
  public String label() {
    return label;
  }
}
