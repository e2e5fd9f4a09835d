// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Server;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamReplicaImbalanceTest extends HotSpotContract {

  @Override
  protected StreamReplicaImbalance check() {
    return new StreamReplicaImbalance();
  }

  @Override
  protected long enough() {
    return 30;
  }

  @Override
  protected Server.Builder server(String name, long load) {
    return Server.builder("ID-" + name, name)
        .cluster("C1")
        .jetStreamServer(JetStreamServer.builder(true).streams((int) load).build());
  }

  @Test
  void firesAboveTheMultipleOfTheAverage() {
    assertThat(run(16, 7, 7))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_BALANCE_004 server/C1/n1")
        .hasMessage(
            "server C1/n1: holds replicas of 16 streams, 1.60 times the average of 10 in its cluster"
                + " of 3 servers (reported above 1.5 times)")
        .hasObserved(16)
        .hasLimit(1.5)
        .hasEvidence("ratio", "1.6 ratio")
        .hasEvidence("cluster", "C1")
        .hasEvidence("cluster_average", "10 replicas")
        .hasEvidence("servers", 3);
  }

  @Test
  void staysSilentAtExactlyTheMultiple() {
    assertThat(run(15, 8, 7)).passed();
  }

  @Test
  void needsTenReplicas() {
    assertThat(run(9, 1, 1)).passed();
    assertThat(run(10, 1, 1)).findsExactly("server C1/n1");
  }

  @Test
  void doesNotJudgeTwoServers() {
    assertThat(run(40, 2)).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void countsAnEmptyServerAndLeavesOutOneWithoutJetStream() {
    List<Server> servers = new ArrayList<>(servers(server -> server, 12, 12, 12));
    servers.add(server("n4", 0).jetStreamServer(JetStreamServer.builder(false).build()).build());

    assertThat(tester().run(snapshot(servers).build())).passed().lookedAt(3);
    assertThat(run(20, 20, 0, 0)).findsExactly("server C1/n1", "server C1/n2");
  }
}
