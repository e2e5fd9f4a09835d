// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.ConnectionKind;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SubscriptionHotspotTest extends HotSpotContract {

  @Override
  protected SubscriptionHotspot check() {
    return new SubscriptionHotspot();
  }

  @Override
  protected long enough() {
    return 100;
  }

  /** All servers report the same number of themselves, as in a real cluster. */
  @Override
  protected Server.Builder server(String name, long load) {
    return Server.builder("ID-" + name, name)
        .cluster("C1")
        .metadata(Map.of("load", Long.toString(load)))
        .statistics(
            ServerStatistics.builder(Instant.EPOCH, Deployments.NOW).subscriptions(9_000).build());
  }

  /** The load of each server is that of two clients; a leaf node link holds as much again. */
  @Override
  protected Snapshot.Builder snapshot(List<Server> servers) {
    List<Connection> connections = new ArrayList<>();
    for (Server server : servers) {
      int load = Integer.parseInt(Objects.requireNonNull(server.metadata().get("load")));
      connections.add(Connection.builder(server.id(), 1).subscriptions(load / 3).build());
      connections.add(Connection.builder(server.id(), 2).subscriptions(load - load / 3).build());
      connections.add(
          Connection.builder(server.id(), 3)
              .kind(ConnectionKind.LEAF_NODE)
              .subscriptions(5_000)
              .build());
    }
    return super.snapshot(servers).connections(connections);
  }

  @Test
  void firesAboveTheMultipleOfTheAverage() {
    assertThat(run(2_001, 500, 499))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_BALANCE_003 server/C1/n1")
        .hasMessage(
            "server C1/n1: its clients hold 2,001 subscriptions, 2.00 times the average of 1,000 in"
                + " its cluster of 3 servers (reported above 2 times)")
        .hasObserved(2_001)
        .hasLimit(2)
        .hasEvidence("cluster", "C1")
        .hasEvidence("cluster_average", 1_000)
        .hasEvidence("servers", 3)
        .hasEvidence("source", "the clients' own subscriptions (CONNZ)");
  }

  @Test
  void staysSilentAtExactlyTheMultiple() {
    assertThat(run(2_000, 500, 500)).passed();
  }

  @Test
  void needsOneHundredSubscriptions() {
    assertThat(run(99, 1, 1)).passed();
    assertThat(run(100, 10, 10)).findsExactly("server C1/n1");
  }

  @Test
  void neverFiresOnOneOfTwoServers() {
    assertThat(run(9_000, 10)).passed();
  }

  @Test
  void doesNotJudgeWhereOnlyAPartOfTheConnectionsIsKnown() {
    Snapshot truncated =
        DeploymentBuilder.from(snapshot(servers(server -> server, 300, 0, 0)).build())
            .missing(Section.CONNZ, "n2", Coverage.Status.TRUNCATED)
            .snapshot();

    assertThat(tester().run(truncated)).findsNothing().hasGap("server C1/n1", SkipReason.TRUNCATED);
  }
}
