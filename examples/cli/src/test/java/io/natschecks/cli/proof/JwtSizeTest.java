// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.JwtAccount;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.Resolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_ACCT_002 on a real server with an operator: accounts with hundreds of exports. */
class JwtSizeTest {

  private static final int LIMIT = 64 * 1024;

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsTheAccountWhoseJwtIsLongerThan64Kib(String release) throws Exception {
    JwtOperator operator = JwtOperator.named("OP");
    int exports = fill(operator.account("LONG"));
    JwtAccount shorter = operator.account("SHORTER");
    for (int i = 0; i < exports - 1; i++) {
      export(shorter, i);
    }
    try (NatsCluster cluster =
            NatsCluster.named("J")
                .servers(1, NatsServerBinary.release(release))
                .operator(operator, Resolver.MEMORY)
                .start();
        Watch watch = Watch.over(cluster, AuditConfig.builder().only("OPT_ACCT_002").build())) {
      // A server knows an account once a client of it was there.
      Real.connect(cluster, "LONG").close();
      Real.connect(cluster, "SHORTER").close();
      assertThat(shorter.jwt().length()).isBetween(LIMIT - 200, LIMIT);
      assertThat(watch.found())
          .containsExactly("OPT_ACCT_002 account/" + cluster.accountId("LONG"));
    }
  }

  private static int fill(JwtAccount account) {
    int exports = 0;
    while (account.jwt().length() <= LIMIT) {
      export(account, exports++);
    }
    return exports;
  }

  private static void export(JwtAccount account, int number) {
    account.export("service", "svc." + number, false);
  }
}
