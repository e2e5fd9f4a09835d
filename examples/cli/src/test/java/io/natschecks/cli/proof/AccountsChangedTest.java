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

/** CHANGE_003 on a real cluster whose accounts are reloaded. */
class AccountsChangedTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsAnAccountThatCameAndOneThatWent(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("K")
                .servers(2, NatsServerBinary.release(release))
                .account("ACME", "acme", "secret")
                .account("BETA", "beta", "secret")
                .start();
        Watch watch = Watch.over(cluster)) {
      assertThat(watch.found()).isEmpty();

      for (NatsServerProcess server : cluster.servers()) {
        server.rewriteConfiguration(text -> text.replace("\"BETA\"", "\"GAMMA\""));
        server.reload();
      }
      for (NatsServerProcess server : cluster.servers()) {
        Eventually.until(
            server.name() + " has the new account",
            Duration.ofSeconds(10),
            () -> server.get("/accountz").body().contains("\"GAMMA\""));
      }

      assertThat(watch.found("CHANGE_001"))
          .containsExactly(
              "CHANGE_003 account/BETA change=removed", "CHANGE_003 account/GAMMA change=added");
      assertThat(watch.found()).isEmpty();
    }
  }
}
