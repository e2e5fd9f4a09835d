// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditReport;
import io.natschecks.testkit.server.JwtAccount;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.Resolver;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** USER_001 on real servers: one user logs in with a bearer token, one signs. */
class BearerUserTest {

  private static final AuditConfig USERS = AuditConfig.builder().only("USER").build();

  private final JwtOperator operator = JwtOperator.named("operator");
  private final JwtAccount acme = operator.account("ACME");

  @ParameterizedTest
  @CsvSource({
    "2.9,claim in its JWT",
    "2.10,claim in its JWT",
    "2.15,inferred: its servers hide the JWTs of bearer users"
  })
  void findsTheBearerUserWhetherOrNotItsTokenIsShown(String release, String how) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("C")
                .servers(3, NatsServerBinary.release(release))
                .operator(operator, Resolver.MEMORY)
                .start();
        Connection bearer = connect(cluster, acme.bearerCredentials("sensor"));
        Connection signer = Real.connect(cluster, "ACME")) {
      AuditReport report = Real.audit(cluster, USERS);

      assertThat(bearer.getStatus()).isEqualTo(signer.getStatus());
      assertThat(report.findings()).hasSize(1);
      assertThat(report.findings().get(0).finding().message())
          .matches("user .*: 1 open connection with a bearer token \\(" + how + "\\)");
    }
  }

  private static Connection connect(NatsCluster cluster, String credentials) throws Exception {
    return Nats.connect(
        new Options.Builder()
            .server(cluster.servers().get(0).url())
            .authHandler(Nats.staticCredentials(credentials.getBytes(StandardCharsets.UTF_8)))
            .noReconnect()
            .build());
  }
}
