// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * META_001, META_007 and META_009: a server leaves the meta group, and then its peer is removed.
 */
class MetaGroupTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsAPeerThatIsOfflineAndThenRemoved(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("G")
                .servers(3, NatsServerBinary.release(release))
                .jetStream()
                .account("ACME", "acme", "secret", "jetstream: enabled")
                .start();
        Watch watch = Watch.over(cluster);
        Connection system = Real.connect(cluster, NatsCluster.SYSTEM_ACCOUNT)) {
      assertThat(watch.found()).isEmpty();

      cluster.server("g3").stop();
      watch.awaitFound("the peer is known to be offline", Set.of("META_001 server/G/g3"));

      Eventually.until(
          "the meta leader removes the peer",
          Duration.ofSeconds(30),
          () -> {
            Message answer =
                system.request(
                    "$JS.API.SERVER.REMOVE",
                    "{\"peer\":\"g3\"}".getBytes(StandardCharsets.UTF_8),
                    Duration.ofSeconds(5));
            return answer != null
                && new String(answer.getData(), StandardCharsets.UTF_8)
                    .contains("\"success\":true");
          });
      // The group is smaller than before, which is news once, and of an even size.
      watch.awaitFound(
          "the group has shrunk", Set.of("META_007 meta-cluster/", "META_009 meta-cluster/"));
      assertThat(watch.found()).containsExactly("META_007 meta-cluster/");
    }
  }
}
