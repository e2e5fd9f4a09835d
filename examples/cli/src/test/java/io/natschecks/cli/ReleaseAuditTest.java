// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Audits of servers of older releases, with tenants who chose nasty names. */
class ReleaseAuditTest {

  private static final String NASTY = "A\u001b[2J\u202eB";

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10"})
  void auditsOlderReleasesAndDisarmsNames(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("C")
                .servers(1, NatsServerBinary.release(release))
                .jetStream()
                .account(NASTY, "nasty", "nasty-password")
                .start();
        Connection tenant =
            Nats.connect(
                new Options.Builder()
                    .server(cluster.urls().get(0))
                    .userInfo("nasty", "nasty-password")
                    .build())) {
      assertThat(tenant.getStatus()).isEqualTo(Connection.Status.CONNECTED);

      Cli text = audit(cluster);
      assertThat(text.out())
          .startsWith("WARNING")
          .contains("1 server ", "A\\u001b[2J\\u202eB")
          .doesNotContain("\u001b", "\u202e");
      // No request can hold the name, so the account's details are missing, and nothing else is.
      assertThat(text.out()).contains("truncated (ACCOUNT_INFO: account A");
      assertThat(text.status()).isEqualTo(ExitStatus.INCOMPLETE);

      Cli json = audit(cluster, "--format", "json");
      ReportSchema.assertFits(json.out());
      assertThat(json.out()).doesNotContain("\u001b", "\u202e");
    }
  }

  private static Cli audit(NatsCluster cluster, String... more) {
    List<String> args =
        new ArrayList<>(List.of("audit", "--interval", "100ms", "--account-limit", NASTY + "=1"));
    args.addAll(List.of("--server", ClusterAuditTest.systemUrl(cluster)));
    args.addAll(List.of(more));
    return Cli.run(args.toArray(String[]::new));
  }
}
