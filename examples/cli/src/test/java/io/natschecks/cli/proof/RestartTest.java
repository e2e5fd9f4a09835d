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

/** SERVER_008, SERVER_009 and CHANGE_001: servers that restart, and one that reloads. */
class RestartTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsARestartAndALoopOfThem(String release) throws Exception {
    try (NatsCluster cluster = start(release);
        Watch watch = Watch.over(cluster)) {
      NatsServerProcess third = cluster.server("r3");
      assertThat(watch.found()).isEmpty();

      restart(cluster, third);
      assertThat(watch.found("CONN_003")).containsExactly("SERVER_008 server/R/r3");
      assertThat(watch.found()).as("it has not restarted since").isEmpty();

      restart(cluster, third);
      assertThat(watch.found("CONN_003"))
          .containsExactly("SERVER_008 server/R/r3", "SERVER_009 server/R/r3");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsAReloadWhichIsNoRestart(String release) throws Exception {
    try (NatsCluster cluster = start(release);
        Watch watch = Watch.over(cluster)) {
      NatsServerProcess second = cluster.server("r2");
      assertThat(watch.found()).isEmpty();

      String loaded = loadTime(second);
      second.rewriteConfiguration(text -> text + "max_payload: 512KB\n");
      second.reload();
      Eventually.until(
          "the configuration is loaded",
          Duration.ofSeconds(10),
          () -> !loadTime(second).equals(loaded));

      assertThat(watch.found()).containsExactly("CHANGE_001 server/R/r2");
      assertThat(watch.found()).isEmpty();
    }
  }

  private static NatsCluster start(String release) {
    return NatsCluster.named("R")
        .servers(3, NatsServerBinary.release(release))
        .account("ACME", "acme", "secret")
        .start();
  }

  private static void restart(NatsCluster cluster, NatsServerProcess server) {
    server.stop();
    server.restart();
    cluster.awaitFormed();
  }

  private static String loadTime(NatsServerProcess server) throws Exception {
    return server
        .get("/varz")
        .body()
        .lines()
        .filter(line -> line.contains("config_load_time"))
        .findFirst()
        .orElseThrow();
  }
}
