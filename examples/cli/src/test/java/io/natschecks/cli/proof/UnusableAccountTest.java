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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * ACCOUNTS_101, SERVER_015 and JETSTREAM_001: a server lost an account's JWT, and its health says
 * that all is well. When the JWT comes back late, its copies of the streams stay where they were.
 */
class UnusableAccountTest {

  private final JwtOperator operator = JwtOperator.named("operator");
  private final JwtAccount acme = operator.account("ACME");

  @Test
  void findsAnAccountThatAServerHoldsForExpired() throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("C")
                .servers(3, NatsServerBinary.release("2.15"))
                .jetStream()
                .operator(operator, Resolver.FULL)
                .start();
        Watch watch = Watch.over(cluster)) {
      Real.createStream(cluster, "ACME");
      // Clients keep the account alive on the other two servers.
      List<Connection> clients = Real.clients(cluster, "ACME", 1, 1);
      clients.forEach(client -> client.subscribe("orders.>"));
      ReplicatedStream.publish(clients.get(0), 20);
      assertThat(watch.found("CONN_003")).isEmpty();

      NatsServerProcess third = cluster.server("c3");
      third.stop();
      for (NatsServerProcess server : cluster.servers()) {
        deleteJwt(server);
      }
      third.rewriteConfiguration(
          text ->
              text.lines()
                  .filter(line -> !line.strip().startsWith(acme.id() + ":"))
                  .reduce("", (all, line) -> all + line + "\n"));
      third.restart();
      cluster.awaitFormed();

      String unusable = "ACCOUNTS_101 account/" + acme.id();
      watch.awaitFound("the account is held for expired on the third server", Set.of(unusable));

      ReplicatedStream.publish(clients.get(0), 80);
      try (Connection system = Real.connect(cluster, NatsCluster.SYSTEM_ACCOUNT)) {
        system.publish("$SYS.REQ.CLAIMS.UPDATE", acme.jwt().getBytes(StandardCharsets.US_ASCII));
        system.flush(Duration.ofSeconds(5));
      }
      Set<String> leftBehind =
          Set.of(
              "JETSTREAM_001 stream/%s/ORDERS peer=c3".formatted("/" + acme.id()),
              "SERVER_015 server/C/c3");
      watch.awaitFound("the third server has the account, but not its streams", leftBehind);
      Real.close(clients);
    }
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
}
