// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import io.natschecks.testkit.server.Resolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users that are known by their keys. */
class CredentialsAuditTest {

  @TempDir Path folder;

  @Test
  void takesACredentialsFile() {
    JwtOperator operator = JwtOperator.named("O");
    operator.account("ACME");
    try (NatsCluster cluster =
        NatsCluster.named("C")
            .servers(1, NatsServerBinary.release("2.15"))
            .operator(operator, Resolver.MEMORY)
            .start()) {
      String url = cluster.urls().get(0);

      Cli system = audit(url, "--creds", cluster.systemLogin().credentials());
      assertThat(system.err()).isEmpty();
      assertThat(system.out()).contains("1 server ");
      assertThat(system.status()).isEqualTo(ExitStatus.OK);

      Cli tenant = audit(url, "--creds", cluster.login("ACME").credentials());
      assertThat(tenant.err()).contains("not of the system account");
      assertThat(tenant.status()).isEqualTo(ExitStatus.INCOMPLETE);
    }
  }

  @Test
  void namesTheClientWhoseRequestsFailInAFurtherAccount() throws Exception {
    JwtOperator operator = JwtOperator.named("O");
    operator.account("ACME");
    try (NatsCluster cluster =
            NatsCluster.named("C")
                .servers(1, NatsServerBinary.release("2.15"))
                .jetStream()
                .operator(operator, Resolver.MEMORY)
                .start();
        Connection client =
            Nats.connect(
                new Options.Builder()
                    .server(cluster.urls().get(0))
                    .authHandler(Nats.credentials(cluster.login("ACME").credentials().toString()))
                    .connectionName("order-service")
                    .build())) {
      Thread failing = new Thread(() -> failUntilInterrupted(client));
      failing.start();
      Path acme = cluster.login("ACME").credentials();
      Path capture = folder.resolve("capture.zip");
      try {
        String[] options = {
          "--interval", "1s",
          "--server", cluster.urls().get(0),
          "--creds", cluster.systemLogin().credentials().toString(),
          "--account-creds", acme.toString(),
          "--advisories"
        };
        Cli audit = Cli.run(command("audit", options, "--only", "JETSTREAM_009,ACCOUNTS_001"));
        assertThat(audit.err()).isEmpty();
        assertThat(audit.out())
            .contains("most often STREAM.INFO error 10059 in account ACME by client order-service");

        Cli captured = Cli.run(command("capture", options, "--output", capture.toString()));
        assertThat(captured.status()).isEqualTo(ExitStatus.OK);
      } finally {
        failing.interrupt();
        failing.join();
      }
      Cli later =
          Cli.run("audit", "--capture", capture.toString(), "--only", "JETSTREAM_009,ACCOUNTS_001");
      assertThat(later.out()).contains("in account ACME by client order-service");
    }
  }

  @Test
  void goesOnWithoutAnAccountThatLetsNobodyIn() {
    JwtOperator operator = JwtOperator.named("O");
    operator.account("ACME");
    JwtOperator stranger = JwtOperator.named("P");
    stranger.account("ACME");
    try (NatsCluster cluster = start(operator);
        NatsCluster other = start(stranger)) {
      Path foreign = other.login("ACME").credentials();
      Cli audit =
          Cli.run(
              "audit",
              "--interval",
              "100ms",
              "--server",
              cluster.urls().get(0),
              "--creds",
              cluster.systemLogin().credentials().toString(),
              "--account-creds",
              foreign.toString());
      assertThat(audit.err())
          .contains("refuses the credentials; the account of " + foreign + " is not asked");
      assertThat(audit.out()).contains("1 server ");
      assertThat(audit.status()).isEqualTo(ExitStatus.INCOMPLETE);
    }
  }

  private static NatsCluster start(JwtOperator operator) {
    return NatsCluster.named("C")
        .servers(1, NatsServerBinary.release("2.15"))
        .operator(operator, Resolver.MEMORY)
        .start();
  }

  private static String[] command(String name, String[] options, String... more) {
    return Stream.of(new String[] {name}, options, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private static void failUntilInterrupted(Connection client) {
    try {
      while (true) {
        client.request("$JS.API.STREAM.INFO.MISSING", new byte[0], Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void takesAnNkey() throws Exception {
    NKey known = NKey.createUser(null);
    NKey unknown = NKey.createUser(null);
    String publicKey = new String(known.getPublicKey());
    try (NatsServerProcess server =
        NatsServerProcess.start(
            NatsServerBinary.release("2.15"),
            "n1",
            (ports, serverFolder) ->
                "system_account: SYS\naccounts { SYS { users: [{nkey: %s}] } }"
                    .formatted(publicKey))) {
      assertThat(audit(server.url(), "--nkey", seedFile(known)).status()).isEqualTo(ExitStatus.OK);

      Cli refused = audit(server.url(), "--nkey", seedFile(unknown));
      assertThat(refused.err()).contains("refuses the credentials");
      assertThat(refused.status()).isEqualTo(ExitStatus.INCOMPLETE);
    }
  }

  private Path seedFile(NKey key) throws Exception {
    String name = new String(key.getPublicKey()) + ".nk";
    return Files.writeString(folder.resolve(name), new String(key.getSeed()) + "\n");
  }

  private static Cli audit(String url, String option, Path file) {
    return Cli.run("audit", "--interval", "100ms", "--server", url, option, file.toString());
  }
}
