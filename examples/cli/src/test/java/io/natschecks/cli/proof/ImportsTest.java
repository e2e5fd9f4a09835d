// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.natschecks.testkit.server.JwtAccount;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.Resolver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ACCOUNTS_003 to ACCOUNTS_005 on real servers with an operator. */
class ImportsTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsABrokenImportAnOrphanedExportAndAnImportThatNobodyReads(String release)
      throws Exception {
    JwtOperator operator = JwtOperator.named("operator");
    JwtAccount beta =
        operator
            .account("BETA")
            .export("stream", "prices.>", false)
            .export("stream", "secret.>", true)
            .export("service", "orphan.request", false);
    JwtAccount acme =
        operator
            .account("ACME")
            .importFrom("stream", beta.id(), "prices.>", "beta.prices.>")
            .importFrom("stream", beta.id(), "secret.>", "beta.secret.>");
    try (NatsCluster cluster =
            NatsCluster.named("I")
                .servers(2, NatsServerBinary.release(release))
                .operator(operator, Resolver.FULL)
                .start();
        Watch watch = Watch.over(cluster)) {
      List<Connection> clients = new ArrayList<>();
      clients.addAll(Real.clients(cluster, "BETA", 1, 1));
      clients.addAll(Real.clients(cluster, "ACME", 1, 1));
      String broken =
          "ACCOUNTS_003 account/%s source=%s type=stream subject=secret.>"
              .formatted(acme.id(), beta.id());
      String orphaned =
          "ACCOUNTS_004 account/%s type=service subject=orphan.request".formatted(beta.id());
      String unread =
          "ACCOUNTS_005 account/%s source=%s type=stream target=beta.prices.>"
              .formatted(acme.id(), beta.id());
      assertThat(watch.found()).containsExactly(broken, orphaned, unread);

      clients.get(3).subscribe("beta.prices.eur");
      clients.get(3).flush(java.time.Duration.ofSeconds(5));
      assertThat(watch.found()).containsExactly(broken, orphaned);
      Real.close(clients);
    }
  }
}
