// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsClusterBuilder;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_SYS_006 on a real hub of two leaf nodes, one of which wants no compression. */
class LeafCompressionTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsTheLeafNodeThatDoesNotCompress(String release) throws Exception {
    NatsServerBinary binary = NatsServerBinary.release(release);
    try (NatsCluster hub = plan("H").servers(1, binary).leafNodes().start();
        NatsCluster leaf = plan("L").servers(1, binary).leafOf(hub, "ACME").start();
        NatsCluster plain = plan("M").servers(1, binary).leafOf(hub, "ACME").start();
        Watch watch = Watch.over(hub, AuditConfig.builder().only("OPT_SYS_006").build())) {
      assertThat(leaf.server("l1").isAlive()).isTrue();
      watch.awaitFound("both agree on a compression", Set.of());

      NatsServerProcess server = plain.server("m1");
      server.stop();
      server.rewriteConfiguration(
          text -> text.replace("remotes: [{ url", "remotes: [{ compression: off, url"));
      server.restart();
      plain.awaitFormed();
      watch.awaitFound("m1 sends as it is", Set.of("OPT_SYS_006 leafnode/h1/m1/ACME"));
    }
  }

  private static NatsClusterBuilder plan(String name) {
    return NatsCluster.named(name).account("ACME", "acme", "secret");
  }
}
