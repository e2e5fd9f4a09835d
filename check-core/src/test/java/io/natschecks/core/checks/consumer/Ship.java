// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Consumer ship of stream ORDERS in the healthy deployment, led by a1 unless told otherwise. */
final class Ship {

  static final StreamId ORDERS = Deployments.stream("ORDERS");
  static final String LABEL = "consumer ACME/ORDERS/ship";

  private Ship() {}

  /** Its followers as the leader lists them. */
  static DeploymentBuilder ledBy(String leader, Replica... followers) {
    return Deployments.healthy()
        .consumer(
            ORDERS,
            "ship",
            ship ->
                ship.serverName(leader)
                    .serverId(Deployments.idOf(leader))
                    .cluster(group(leader, followers)));
  }

  /** All members as some of them list them, who do not know a leader; a1 is the first of them. */
  static DeploymentBuilder leaderless(ClusterInfo... survivors) {
    return Deployments.healthy()
        .consumer(
            ORDERS, "ship", ship -> ship.cluster(survivors[0]).survivors(Arrays.asList(survivors)));
  }

  static ClusterInfo group(@Nullable String leader, Replica... members) {
    return new ClusterInfo("A", leader, "C-R3F-ship", List.of(members));
  }

  static Replica online(String name) {
    return lagging(name, 0);
  }

  static Replica lagging(String name, long lag) {
    return new Replica(name, "peer-" + name, lag == 0, false, Duration.ofMillis(200), lag);
  }

  static Replica offline(String name) {
    return new Replica(name, "peer-" + name, false, true, Duration.ofSeconds(40), 0);
  }
}
