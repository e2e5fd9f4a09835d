// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CLUSTER_005 on a real cluster of which two servers cannot reach each other. */
class MissingRouteTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsBothEndsOfAMissingRoute(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("T")
                .servers(3, NatsServerBinary.release(release))
                .account("ACME", "acme", "secret")
                .start();
        Watch watch = Watch.over(cluster)) {
      assertThat(watch.found()).isEmpty();

      NatsServerProcess first = cluster.server("t1");
      for (String name : new String[] {"t2", "t3"}) {
        NatsServerProcess server = cluster.server(name);
        server.stop();
        server.rewriteConfiguration(text -> reachableOnlyFrom(first, server, text));
      }
      cluster.server("t2").restart();
      cluster.server("t3").restart();
      Eventually.until(
          "the first server reaches both",
          Duration.ofSeconds(30),
          () -> first.get("/varz").body().contains("\"remotes\": 2"));

      assertThat(watch.found("SERVER_008", "CONN_003"))
          .containsExactly("CLUSTER_005 server/T/t2", "CLUSTER_005 server/T/t3");
    }
  }

  /** It advertises an address where nobody answers, and knows only the first server itself. */
  private static String reachableOnlyFrom(
      NatsServerProcess first, NatsServerProcess own, String text) {
    String cluster =
        "cluster { name: \"T\", listen: \"127.0.0.1:%d\", advertise: \"127.0.0.1:1\","
                .formatted(own.ports().cluster())
            + " routes: [\"nats://127.0.0.1:%d\"] }".formatted(first.ports().cluster());
    return text.lines()
        .map(line -> line.startsWith("cluster {") ? cluster : line)
        .reduce("", (all, line) -> all + line + "\n");
  }
}
