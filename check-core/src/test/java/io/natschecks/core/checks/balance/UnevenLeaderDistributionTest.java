// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.testkit.DeploymentBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UnevenLeaderDistributionTest extends HotSpotContract {

  @Override
  protected UnevenLeaderDistribution check() {
    return new UnevenLeaderDistribution();
  }

  @Override
  protected long enough() {
    return 30;
  }

  @Override
  protected Server.Builder server(String name, long load) {
    return Server.builder("ID-" + name, name)
        .cluster("C1")
        .metadata(Map.of("load", Long.toString(load)))
        .jetStreamServer(JetStreamServer.builder(true).build());
  }

  /** Each server leads a stream for every two consumers; all servers hold all streams. */
  @Override
  protected Snapshot.Builder snapshot(List<Server> servers) {
    List<Stream> streams = new ArrayList<>();
    List<Consumer> consumers = new ArrayList<>();
    for (Server server : servers) {
      int load = Integer.parseInt(Objects.requireNonNull(server.metadata().get("load")));
      for (int i = 0; i < load; i++) {
        StreamId id = new StreamId(null, "ACME", server.id() + "-" + i);
        if (i % 3 == 0) {
          streams.add(new Stream(id, Instant.EPOCH, null, views(servers, server)));
        } else {
          consumers.add(
              Consumer.builder(id, "c", server.id(), server.name()).cluster(ledBy(server)).build());
        }
      }
    }
    return super.snapshot(servers).streams(streams).consumers(consumers);
  }

  private static List<StreamView> views(List<Server> servers, Server leader) {
    return servers.stream()
        .map(
            server ->
                new StreamView(
                    server.id(),
                    server.name(),
                    new StreamState(0, 0, 0, 0, null, 0, 0, 0),
                    ledBy(leader),
                    null,
                    List.of()))
        .toList();
  }

  private static ClusterInfo ledBy(Server leader) {
    return new ClusterInfo(
        "C1", leader.name(), null, List.of(new Replica("another", null, true, false, null, 0)));
  }

  @Test
  void firesAboveTheMultipleOfTheAverage() {
    assertThat(run(16, 7, 7))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_BALANCE_001 server/C1/n1")
        .hasMessage(
            "server C1/n1: leads 6 streams and 10 consumers, 1.60 times the average of 10 in its"
                + " cluster of 3 servers (reported above 1.5 times)")
        .hasObserved(16)
        .hasLimit(1.5)
        .hasEvidence("stream_leaders", 6)
        .hasEvidence("consumer_leaders", 10)
        .hasEvidence("ratio", "1.6 ratio")
        .hasEvidence("cluster", "C1")
        .hasEvidence("cluster_average", "10 leaders")
        .hasEvidence("servers", 3);
  }

  @Test
  void staysSilentAtExactlyTheMultiple() {
    assertThat(run(15, 8, 7)).passed();
  }

  @Test
  void doesNotJudgeTwoServers() {
    assertThat(run(30, 2)).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void doesNotJudgeFewerLeadersThanServers() {
    assertThat(run(1, 0, 0)).skipped(SkipReason.NOTHING_DEPLOYED);
    assertThat(run(3, 0, 0)).findsExactly("server C1/n1");
  }

  @Test
  void leavesOutAServerWithoutJetStream() {
    List<Server> servers = new ArrayList<>(servers(server -> server, 12, 12, 12));
    servers.add(server("n4", 0).jetStreamServer(JetStreamServer.builder(false).build()).build());

    assertThat(tester().run(snapshot(servers).build())).passed().lookedAt(3);
  }

  @Test
  void doesNotCountWhatNobodyLeads() {
    Snapshot leaderless =
        DeploymentBuilder.from(snapshot(servers(server -> server, 30, 7, 7)).build())
            .edit(
                all ->
                    all.streams(List.of())
                        .consumers(
                            List.of(
                                Consumer.builder(new StreamId(null, "A", "S"), "c", "ID-n1", "n1")
                                    .cluster(new ClusterInfo("C1", null, null, List.of()))
                                    .build())))
            .snapshot();

    assertThat(tester().run(leaderless)).skipped(SkipReason.NOTHING_DEPLOYED);
  }
}
