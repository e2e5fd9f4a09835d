// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Connections that must be safe. */
class TlsAuditTest {

  private static NatsServerProcess open;
  private static NatsServerProcess tls;
  private static NatsServerProcess misnamed;
  private static NatsServerProcess mutual;

  @BeforeAll
  static void start() {
    open = server("open", "");
    tls = server("tls", tls("server", ""));
    misnamed = server("misnamed", tls("other", ""));
    mutual = server("mutual", tls("server", ", verify: true"));
  }

  private static String tls(String certificate, String more) {
    return "tls { cert_file: \"%s\", key_file: \"%s\", ca_file: \"%s\"%s }"
        .formatted(
            Cli.tls(certificate + ".pem"),
            Cli.tls(certificate + "-key.pem"),
            Cli.tls("ca.pem"),
            more);
  }

  private static NatsServerProcess server(String name, String tls) {
    return NatsServerProcess.start(
        NatsServerBinary.release("2.15"),
        name,
        (ports, folder) ->
            """
            system_account: SYS
            accounts { SYS { users: [{user: sys, password: pw}] } }
            """
                + tls);
  }

  @AfterAll
  static void stop() {
    for (NatsServerProcess server : new NatsServerProcess[] {open, tls, misnamed, mutual}) {
      if (server != null) {
        server.close();
      }
    }
  }

  @Test
  void connectsSafelyWhereTheServerWantsThat() {
    for (String scheme : new String[] {"nats", "tls"}) {
      Cli run = audit(tls, scheme, "--tls-ca", Cli.tls("ca.pem"));

      assertThat(run.err()).isEmpty();
      assertThat(run.out()).contains("1 server ");
      assertThat(run.status()).isEqualTo(ExitStatus.OK);
    }
  }

  @Test
  void saysThatACertificateIsNotTrusted() {
    assertFails(audit(tls, "nats"), "is not signed by a trusted authority", "--tls-ca");
  }

  @Test
  void saysThatACertificateIsForAnotherName() {
    assertFails(audit(misnamed, "tls", "--tls-ca", Cli.tls("ca.pem")), "is for another name");
  }

  @Test
  void saysThatThereIsNoTls() {
    assertFails(audit(open, "nats", "--tls-ca", Cli.tls("ca.pem")), "does not offer TLS");
  }

  @Test
  void showsACertificateToAServerThatWantsOne() {
    for (String key : new String[] {"client-key.pem", "client-sec1.pem"}) {
      Cli run =
          audit(
              mutual,
              "tls",
              "--tls-ca",
              Cli.tls("ca.pem"),
              "--tls-cert",
              Cli.tls("client.pem"),
              "--tls-key",
              Cli.tls(key));

      assertThat(run.err()).isEmpty();
      assertThat(run.status()).isEqualTo(ExitStatus.OK);
    }
  }

  @Test
  void saysThatACertificateIsWanted() {
    assertFails(
        audit(mutual, "tls", "--tls-ca", Cli.tls("ca.pem")),
        "wants a certificate of the client",
        "--tls-cert and --tls-key");
  }

  private static void assertFails(Cli run, String... parts) {
    assertThat(run.err()).startsWith("natschecks: ").contains(parts);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  private static Cli audit(NatsServerProcess server, String scheme, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "audit",
                "--interval",
                "100ms",
                "--server",
                scheme + "://sys:pw@localhost:" + server.ports().client()));
    args.addAll(List.of(more));
    return Cli.run(args.toArray(String[]::new));
  }
}
