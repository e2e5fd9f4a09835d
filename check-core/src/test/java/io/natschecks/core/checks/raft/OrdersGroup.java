// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The Raft group of stream ORDERS, led by a1, in a deployment that is healthy otherwise. */
final class OrdersGroup {

  static final String NAME = "S-R3F-ORDERS";
  static final String LABEL = "raft-group hub/ACME/S-R3F-ORDERS";

  /** Nodes of the healthy deployment: three streams, five consumers, the meta group. */
  static final int NODES = 27;

  static final int GROUPS = 9;

  private OrdersGroup() {}

  static DeploymentBuilder on(String server, UnaryOperator<RaftNode.Builder> change) {
    return Deployments.healthy().raftNode(server, NAME, change);
  }

  static DeploymentBuilder onAll(UnaryOperator<RaftNode.Builder> change) {
    return onAll(Deployments.healthy(), change);
  }

  static DeploymentBuilder onAll(
      DeploymentBuilder deployment, UnaryOperator<RaftNode.Builder> change) {
    for (String server : List.of("a1", "a2", "a3")) {
      deployment.raftNode(server, NAME, change);
    }
    return deployment;
  }

  /** Snapshots five minutes apart in which one server says what is given, oldest first. */
  @SafeVarargs
  static List<Snapshot> past(String server, UnaryOperator<RaftNode.Builder>... changes) {
    List<Snapshot> past = new ArrayList<>();
    for (Snapshot snapshot : Deployments.past(changes.length, Duration.ofMinutes(5))) {
      past.add(
          DeploymentBuilder.from(snapshot).raftNode(server, NAME, changes[past.size()]).snapshot());
    }
    return past;
  }
}
