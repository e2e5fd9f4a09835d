// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditReport;
import io.natschecks.testkit.server.JwtAccount;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.Resolver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EXPIRY_002 on real servers with an operator. */
class ExpiryTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsJwtsThatExpireSoon(String release) throws Exception {
    JwtOperator operator = JwtOperator.named("operator");
    JwtAccount days = operator.account("DAYS").expires(in(Duration.ofDays(6)));
    JwtAccount weeks = operator.account("WEEKS").expires(in(Duration.ofDays(20)));
    operator.account("MONTHS").expires(in(Duration.ofDays(60)));
    operator.account("NEVER");
    try (NatsCluster cluster =
            NatsCluster.named("E")
                .servers(1, NatsServerBinary.release(release))
                .operator(operator, Resolver.MEMORY)
                .start();
        Watch watch = Watch.over(cluster)) {
      List<Connection> clients = Real.clients(cluster, "DAYS", 1);
      for (String account : List.of("WEEKS", "MONTHS", "NEVER")) {
        clients.addAll(Real.clients(cluster, account, 1));
      }
      AuditReport report = watch.audit();
      Map<String, Severity> found =
          report.findings().stream()
              .collect(
                  Collectors.toMap(
                      each -> each.finding().key(), each -> each.finding().severity()));
      assertThat(found)
          .isEqualTo(
              Map.of(
                  "EXPIRY_002 account/" + days.id(), Severity.CRITICAL,
                  "EXPIRY_002 account/" + weeks.id(), Severity.WARNING));
      Real.close(clients);
    }
  }

  private static Instant in(Duration time) {
    return Instant.now().plus(time);
  }
}
