// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.NKey;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import io.natschecks.testkit.server.Resolver;
import java.nio.file.Files;
import java.nio.file.Path;
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
