// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SERVER_004, ACCOUNTS_002 and CONN_002: a client that does not read what it subscribed to. */
class SlowConsumerTest {

  private static final int MEBIBYTE = 1024 * 1024;

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsThatAClientWasCut(String release) throws Exception {
    try (NatsCluster cluster = start(release, "max_pending: 1MB\nwrite_deadline: \"2s\"");
        Watch watch = Watch.over(cluster);
        RawClient slow = RawClient.login(cluster.server("s1"), "acme", "slow");
        Connection publisher = Real.connect(cluster, "ACME")) {
      NatsServerProcess server = cluster.server("s1");
      slow.subscribe("flood");
      assertThat(watch.found()).isEmpty();

      flood(publisher, () -> count("slow_consumers", server) > 0);

      Set<String> expected =
          new TreeSet<>(Set.of("ACCOUNTS_002 account/ACME", "SERVER_004 server//s1"));
      if (count("stalled_clients", server) > 0) {
        // Servers from 2.12 on say that they made the publisher wait before.
        expected.add("SERVER_013 server//s1");
      }
      assertThat(watch.found("CONN_003")).isEqualTo(expected);
      assertThat(watch.found()).as("nothing is added after that").isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsThatMuchWaitsForAClient(String release) throws Exception {
    try (NatsCluster cluster = start(release, "write_deadline: \"5m\"");
        Watch watch = Watch.over(cluster);
        RawClient slow = RawClient.login(cluster.server("s1"), "acme", "slow");
        Connection publisher = Real.connect(cluster, "ACME")) {
      NatsServerProcess server = cluster.server("s1");
      slow.subscribe("flood");
      assertThat(watch.found()).isEmpty();

      flood(publisher, () -> pending(server) > 2 * MEBIBYTE);

      assertThat(watch.found())
          .singleElement()
          .asString()
          .matches("CONN_002 connection/N[A-Z0-9]{55}/" + cidOf("slow", server));
    }
  }

  private static NatsCluster start(String release, String settings) {
    return NatsCluster.named("S")
        .servers(1, NatsServerBinary.release(release))
        .account("ACME", "acme", "secret")
        .settings(settings)
        .start();
  }

  /** More and more, since the kernel takes the first megabytes. */
  private static void flood(Connection publisher, Eventually.Condition enough) {
    byte[] message = new byte[MEBIBYTE / 2];
    Eventually.until(
        "the server has more than the client takes",
        Duration.ofSeconds(30),
        () -> {
          if (enough.holds()) {
            return true;
          }
          publisher.publish("flood", message);
          publisher.flush(Duration.ofSeconds(10));
          return false;
        });
  }

  private static long count(String counter, NatsServerProcess server) throws Exception {
    return largest("\"" + counter + "\": *(\\d+)", server, "/varz");
  }

  private static long pending(NatsServerProcess server) throws Exception {
    return largest("\"pending_bytes\": *(\\d+)", server, "/connz");
  }

  private static long cidOf(String name, NatsServerProcess server) throws Exception {
    return largest("\"cid\": *(\\d+)[^{}]*\"name\": *\"" + name + "\"", server, "/connz");
  }

  private static long largest(String pattern, NatsServerProcess server, String endpoint)
      throws Exception {
    Matcher matcher = Pattern.compile(pattern).matcher(server.get(endpoint).body());
    return matcher.results().mapToLong(match -> Long.parseLong(match.group(1))).max().orElse(0);
  }
}
