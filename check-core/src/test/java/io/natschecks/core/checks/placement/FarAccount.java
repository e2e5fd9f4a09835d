// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.placement;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Account FAR, of which the servers EAST-1, WEST-1, … of the clusters EAST, WEST, … have clients.
 */
final class FarAccount {

  static final String ID = "FAR";
  static final StreamId STREAM = new StreamId(null, ID, "S");

  private FarAccount() {}

  /** Clients by cluster; the cluster of no name stands for servers without one. */
  static DeploymentBuilder clients(Map<String, Integer> clients) {
    List<Server> servers = new ArrayList<>();
    List<AccountStatistics> statistics = new ArrayList<>();
    clients.forEach(
        (cluster, connections) -> {
          String name = cluster + "-1";
          servers.add(Server.builder(name, name).cluster(cluster).build());
          statistics.add(
              AccountStatistics.builder(name).connections(connections).leafNodes(50).build());
        });
    return DeploymentBuilder.from(
        Snapshot.builder(Deployments.NOW)
            .servers(servers)
            .accounts(List.of(Account.builder(ID).statistics(statistics).build()))
            .coverage(Coverage.builder().gathered(Section.values()).build())
            .build());
  }

  /** A stream that a cluster leads. */
  static Stream stream(String name, String cluster) {
    return stream(name, cluster, new ClusterInfo(cluster, cluster + "-1", null, List.of()));
  }

  /** A stream of which a server of a cluster holds a replica. */
  static Stream stream(String name, String cluster, ClusterInfo group) {
    StreamView view =
        new StreamView(
            cluster + "-1",
            cluster + "-1",
            new StreamState(0, 0, 0, 0, null, 0, 0, 0),
            group,
            null,
            List.of());
    return new Stream(new StreamId(null, ID, name), Instant.EPOCH, null, List.of(view));
  }

  /** A consumer that a cluster leads. */
  static Consumer.Builder consumer(String cluster) {
    return Consumer.builder(STREAM, "c", cluster + "-1", cluster + "-1")
        .cluster(new ClusterInfo(cluster, cluster + "-1", null, List.of()));
  }
}
