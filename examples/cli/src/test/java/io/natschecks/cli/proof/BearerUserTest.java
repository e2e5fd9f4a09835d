// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.natschecks.testkit.server.JwtAccount;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import io.natschecks.testkit.server.Resolver;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** USER_001 on real servers: newer ones no longer show the token of a bearer user. */
class BearerUserTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsTheBearerAndNotTheUserWithAKey(String release) throws Exception {
    JwtOperator operator = JwtOperator.named("operator");
    JwtAccount acme = operator.account("ACME");
    try (NatsCluster cluster =
            NatsCluster.named("B")
                .servers(2, NatsServerBinary.release(release))
                .operator(operator, Resolver.FULL)
                .start();
        Watch watch = Watch.over(cluster)) {
      NatsServerProcess second = cluster.server("b2");
      List<Connection> clients = Real.clients(cluster, "ACME", 1, 1);
      assertThat(watch.found()).isEmpty();

      String token = acme.bearerToken("dashboard");
      try (RawClient bearer = new RawClient(second, "\"jwt\":\"" + token + "\"")) {
        assertThat(watch.found())
            .containsExactly("USER_001 user/%s/%s".formatted(acme.id(), subject(token)));
        bearer.send("PING");
      }
      Real.close(clients);
    }
  }

  private static String subject(String token) {
    String claims =
        new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    return claims.replaceAll(".*\"sub\":\"(U[A-Z0-9]+)\".*", "$1");
  }
}
