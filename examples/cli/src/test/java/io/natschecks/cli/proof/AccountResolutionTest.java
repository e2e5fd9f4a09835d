// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
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
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SERVER_016 on real servers: a server restarts and no longer finds an account's JWT. */
class AccountResolutionTest {

  private final JwtOperator operator = JwtOperator.named("operator");
  private final JwtAccount acme = operator.account("ACME");

  @Test
  void findsAnAccountThatIsMissingInOneMemoryResolver() throws Exception {
    try (NatsCluster cluster = start("2.15", Resolver.MEMORY)) {
      Real.createStream(cluster, "ACME");
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
      Real.createStream(cluster, "ACME");
      // Clients keep the account alive on the other two servers.
      List<Connection> clients = Real.clients(cluster, "ACME", 1, 1);
      clients.forEach(client -> client.subscribe("orders.>"));
      assertThat(Real.found(Real.audit(cluster))).isEmpty();

      NatsServerProcess third = cluster.server("c3");
      third.stop();
      for (NatsServerProcess server : cluster.servers()) {
        deleteJwt(server);
      }
      forget(third);
      third.restart();
      awaitAccountError(third);
      // The server holds the account for expired, so it is also of no use there.
      Set<String> lost = Set.of("ACCOUNTS_101 account/" + acme.id(), "SERVER_016 server/C/c3");
      Eventually.until(
          "its replica is behind",
          Duration.ofSeconds(30),
          () -> Real.found(Real.audit(cluster)).containsAll(lost));

      assertThat(Real.found(Real.audit(cluster))).containsExactlyInAnyOrderElementsOf(lost);
      assertThat(Real.found(Real.auditOverHttp(cluster))).containsExactlyInAnyOrderElementsOf(lost);
      Real.close(clients);
    }
  }

  private NatsCluster start(String release, Resolver resolver) {
    return NatsCluster.named("C")
        .servers(3, NatsServerBinary.release(release))
        .jetStream()
        .operator(operator, resolver)
        .start();
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
