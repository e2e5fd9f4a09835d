// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Server;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JetStreamStorageSkewTest extends HotSpotContract {

  private static final long GIB = 1L << 30;

  @Override
  protected JetStreamStorageSkew check() {
    return new JetStreamStorageSkew();
  }

  @Override
  protected long enough() {
    return GIB;
  }

  @Override
  protected Server.Builder server(String name, long load) {
    return Server.builder("ID-" + name, name)
        .cluster("C1")
        .jetStreamServer(JetStreamServer.builder(true).storage(load).build());
  }

  @Test
  void firesAboveTheMultipleOfTheAverage() {
    assertThat(run(21 * GIB, 5 * GIB, 4 * GIB))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_BALANCE_005 server/C1/n1")
        .hasMessage(
            "server C1/n1: stores 21.0 GiB in file streams, 2.10 times the average of 10.0 GiB in"
                + " its cluster of 3 servers (reported above 2 times)")
        .hasObserved(21 * GIB)
        .hasLimit(2)
        .hasEvidence("ratio", "2.1 ratio")
        .hasEvidence("cluster", "C1")
        .hasEvidence("storage_bytes", "21.0 GiB")
        .hasEvidence("cluster_average_bytes", "10.0 GiB")
        .hasEvidence("servers", 3);
  }

  @Test
  void staysSilentAtExactlyTheMultiple() {
    assertThat(run(20 * GIB, 5 * GIB, 5 * GIB)).passed();
  }

  @Test
  void needsOneGibibyte() {
    assertThat(run(GIB - 1, 0, 0)).passed();
    assertThat(run(GIB, 0, 0)).findsExactly("server C1/n1");
  }

  @Test
  void neverFiresOnOneOfTwoServers() {
    assertThat(run(500 * GIB, GIB)).passed();
  }

  @Test
  void leavesOutAServerWithoutJetStream() {
    List<Server> servers = new ArrayList<>(servers(server -> server, 20 * GIB, 5 * GIB, 5 * GIB));
    servers.add(server("n4", 0).jetStreamServer(JetStreamServer.builder(false).build()).build());

    assertThat(tester().run(snapshot(servers).build())).passed().lookedAt(3);
    assertThat(run(20 * GIB, 5 * GIB, 5 * GIB, 0)).findsExactly("server C1/n1");
  }
}
