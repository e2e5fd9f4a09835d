// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.JwtAccount;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import io.natschecks.testkit.server.Resolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SERVER_016 on real servers: a server restarts and no longer finds an account's JWT. */
class AccountResolutionTest {

  private final JwtOperator operator = JwtOperator.named("operator");
  private final JwtAccount acme = operator.account("ACME");

  @Test
  void findsAnAccountThatIsMissingInOneMemoryResolver() throws Exception {
    try (NatsCluster cluster = start("2.15", Resolver.MEMORY)) {
      createStream(cluster);
      assertThat(Real.found(Real.audit(cluster))).isEmpty();

      NatsServerProcess third = cluster.server("c3");
      third.stop();
      forget(third);
      third.restart();
      awaitAccountError(third);

      assertThat(Real.found(Real.audit(cluster))).containsExactly("SERVER_016 server/C/c3");
    }
  }

  @Test
  void findsAnAccountWhoseJwtWasDeletedFromAllFolders() throws Exception {
    try (NatsCluster cluster = start("2.10", Resolver.FULL)) {
      createStream(cluster);
      // Interest of this client keeps the account alive on the first server, as clients do.
      try (Connection client = Real.connect(cluster, "ACME")) {
        client.subscribe("orders.>");
        assertThat(Real.found(Real.audit(cluster))).isEmpty();

        NatsServerProcess third = cluster.server("c3");
        third.stop();
        for (NatsServerProcess server : cluster.servers()) {
          deleteJwt(server);
        }
        forget(third);
        third.restart();
        awaitAccountError(third);

        assertThat(Real.found(Real.audit(cluster))).containsExactly("SERVER_016 server/C/c3");
        assertThat(Real.found(Real.auditOverHttp(cluster)))
            .containsExactly("SERVER_016 server/C/c3");
      }
    }
  }

  private NatsCluster start(String release, Resolver resolver) {
    return NatsCluster.named("C")
        .servers(3, NatsServerBinary.release(release))
        .jetStream()
        .operator(operator, resolver)
        .start();
  }

  private static void createStream(NatsCluster cluster) throws Exception {
    try (Connection client = Real.connect(cluster, "ACME")) {
      client
          .jetStreamManagement()
          .addStream(
              StreamConfiguration.builder()
                  .name("ORDERS")
                  .subjects("orders.>")
                  .replicas(3)
                  .build());
    }
  }

  /** Takes the account out of what the server is told at its start. */
  private void forget(NatsServerProcess server) {
    server.rewriteConfiguration(
        text ->
            text.lines()
                .filter(line -> !line.strip().startsWith(acme.id() + ":"))
                .reduce("", (all, line) -> all + line + "\n"));
  }

  private void deleteJwt(NatsServerProcess server) throws Exception {
    List<Path> tokens;
    try (Stream<Path> files = Files.walk(server.folder().resolve("jwt"))) {
      tokens = files.filter(file -> file.getFileName().toString().startsWith(acme.id())).toList();
    }
    for (Path token : tokens) {
      Files.delete(token);
    }
  }

  private static void awaitAccountError(NatsServerProcess server) {
    Eventually.until(
        server.name() + " misses the account",
        Duration.ofSeconds(60),
        () -> server.get("/healthz?details=1").body().contains("\"ACCOUNT\""));
  }
}
