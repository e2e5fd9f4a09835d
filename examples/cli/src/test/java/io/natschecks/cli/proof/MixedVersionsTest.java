// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import org.junit.jupiter.api.Test;

/** SERVER_002 on a real cluster in the middle of an upgrade. */
class MixedVersionsTest {

  @Test
  void findsTheServerOfAnotherRelease() throws Exception {
    try (NatsCluster cluster =
        NatsCluster.named("V")
            .server("v1", NatsServerBinary.release("2.15"))
            .server("v2", NatsServerBinary.release("2.15"))
            .server("v3", NatsServerBinary.release("2.10"))
            .account("ACME", "acme", "secret")
            .start()) {
      assertThat(Real.found(Real.audit(cluster))).containsExactly("SERVER_002 server/V/v3");
      assertThat(Real.found(Real.auditOverHttp(cluster))).containsExactly("SERVER_002 server/V/v3");
    }
  }

  @Test
  void takesTheNewerReleaseForTheRuleInATie() throws Exception {
    try (NatsCluster cluster =
        NatsCluster.named("V")
            .server("v1", NatsServerBinary.release("2.9"))
            .server("v2", NatsServerBinary.release("2.10"))
            .account("ACME", "acme", "secret")
            .start()) {
      // As text, 2.9 would be the greater one.
      assertThat(Real.found(Real.audit(cluster))).containsExactly("SERVER_002 server/V/v1");
    }
  }
}
