// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.natschecks.api.CheckResult;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerProcess;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks of replicas and quorums on a real cluster of which one server is stopped, and then a
 * second one. A server that is stopped in an orderly way is offline for the others at once.
 */
class StoppedServersTest {

  private static final String STREAM = "stream//ACME/ORDERS";
  private static final String CONSUMER = "consumer//ACME/ORDERS/ship";

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsWhatOneAndThenTwoStoppedServersMean(String release) throws Exception {
    try (NatsCluster cluster = ReplicatedStream.start("Q", release);
        Watch watch = Watch.over(cluster);
        Watch http = Watch.overHttp(cluster.monitors());
        Connection client = Real.connect(cluster, "ACME")) {
      assertThat(watch.found()).isEmpty();

      NatsServerProcess first = ReplicatedStream.follower(cluster);
      NatsServerProcess second = cluster.server(first.name().equals("q3") ? "q2" : "q3");
      String peer = " peer=" + first.name();
      first.stop();
      awaitLeaders(client);
      ReplicatedStream.publish(client, 50);
      Set<String> oneStopped =
          Set.of(
              "META_001 server/Q/" + first.name(),
              "CONSUMER_001 " + CONSUMER + peer,
              "JETSTREAM_022 " + STREAM + peer,
              "JETSTREAM_023 " + STREAM + peer);
      watch.awaitFound("the leader has not heard the stopped server for long enough", oneStopped);

      second.stop();
      Set<String> twoStopped =
          new TreeSet<>(
              Set.of(
                  "JETSTREAM_008 " + STREAM, "CONSUMER_003 " + CONSUMER, "SERVER_014 server/Q/q1"));
      if (!release.equals("2.10")) {
        // Without a leader, older servers no longer list the peers of the meta group.
        twoStopped.addAll(
            Set.of("META_001 server/Q/q2", "META_001 server/Q/q3", "META_006 meta-cluster/"));
      }
      // The names of Raft groups are not known beforehand; RaftGroupsTest looks for them.
      http.awaitFound("the survivor has noticed", twoStopped, "OPT_SYS_009");
      if (release.equals("2.10")) {
        assertThat(http.audit().checks())
            .filteredOn(each -> each.check().code().equals("META_006"))
            .extracting(each -> each.result().status())
            .containsExactly(CheckResult.Status.SKIPPED);
      }
    }
  }

  private static void awaitLeaders(Connection client) {
    Eventually.until(
        "the stream can be written again",
        Duration.ofSeconds(30),
        () -> client.jetStream().publish("orders.new", new byte[1]).getSeqno() > 0);
  }
}
