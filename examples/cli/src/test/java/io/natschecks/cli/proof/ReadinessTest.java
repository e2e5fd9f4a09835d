// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.client.CompositeSnapshotSource;
import io.natschecks.client.HttpSnapshotSource;
import io.natschecks.client.NatsSnapshotSource;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditReport;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.JwtAccount;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import io.natschecks.testkit.server.Resolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SERVER_001 on real servers that accept no clients. */
class ReadinessTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsALameDuckThatStillHasClients(String release) throws Exception {
    try (NatsCluster cluster =
        NatsCluster.named("C")
            .servers(3, NatsServerBinary.release(release))
            .account("ACME", "acme", "secret")
            .settings("lame_duck_duration: \"10m\"\nlame_duck_grace_period: \"5m\"")
            .start()) {
      NatsServerProcess third = cluster.server("c3");
      List<Connection> clients = Real.clients(cluster, "ACME", 0, 0, 2);
      assertThat(Real.found(Real.auditOverHttp(cluster))).isEmpty();

      third.lameDuck();
      awaitConnectionError(third);

      assertThat(Real.found(Real.auditOverHttp(cluster))).containsExactly("SERVER_001 server/C/c3");
      try (Connection system = Real.connect(cluster, NatsCluster.SYSTEM_ACCOUNT)) {
        AuditReport report =
            Real.audit(
                CompositeSnapshotSource.of(
                    NatsSnapshotSource.of(system), HttpSnapshotSource.of(cluster.monitors())),
                AuditConfig.DEFAULT);
        assertThat(Real.found(report)).containsExactly("SERVER_001 server/C/c3");
        assertThat(report.silentServers()).isEmpty();
      }
      Real.close(clients);
    }
  }

  @Test
  void findsAServerThatWaitsForAJwtAtItsStart() throws Exception {
    JwtOperator operator = JwtOperator.named("operator");
    JwtAccount acme = operator.account("ACME");
    try (NatsCluster cluster =
        NatsCluster.named("C")
            .servers(3, NatsServerBinary.release("2.15"))
            .jetStream()
            .operator(operator, Resolver.FULL)
            .start()) {
      try (Connection client = Real.connect(cluster, "ACME")) {
        client
            .jetStreamManagement()
            .addStream(
                StreamConfiguration.builder()
                    .name("ORDERS")
                    .subjects("orders")
                    .replicas(3)
                    .build());
      }
      NatsServerProcess third = cluster.server("c3");
      third.stop();
      third.rewriteConfiguration(text -> slowToFind(acme, text));
      deleteAll(third.folder().resolve("jwt"));
      third.restartWithoutWaiting();
      awaitConnectionError(third);

      assertThat(Real.found(Real.auditOverHttp(cluster))).contains("SERVER_001 server/C/c3");
    }
  }

  /** The server is not told of the account and waits long for others to tell. */
  private static String slowToFind(JwtAccount account, String text) {
    return text.lines()
        .filter(line -> !line.strip().startsWith(account.id() + ":"))
        .map(line -> line.replace("timeout: \"2s\"", "timeout: \"20s\""))
        .reduce("", (all, line) -> all + line + "\n");
  }

  private static void deleteAll(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  private static void awaitConnectionError(NatsServerProcess server) {
    Eventually.until(
        server.name() + " is not ready",
        Duration.ofSeconds(60),
        () -> server.get("/healthz?details=1").body().contains("failed to be ready"));
  }
}
