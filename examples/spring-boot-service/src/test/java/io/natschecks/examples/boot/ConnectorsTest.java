// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.NKey;
import io.natschecks.examples.boot.NatsChecksProperties.Login;
import io.natschecks.examples.boot.NatsChecksProperties.Tls;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import io.natschecks.testkit.server.Resolver;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** Logins and TLS with real servers. */
class ConnectorsTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Tls NO_TLS = new Tls(null, false);

  @TempDir private Path folder;

  private static NatsConnector connector(NatsServerProcess server, Login login) {
    return new Connectors(NO_TLS, new DefaultSslBundleRegistry())
        .connector("natschecks", List.of(server.url()), login);
  }

  private static Login password(String user, String password) {
    return new Login(null, null, user, password, null);
  }

  private static NatsServerProcess server(String configuration) {
    return NatsServerProcess.start(NatsServerBinary.any(), "login", (ports, home) -> configuration);
  }

  private static void requireConnected(NatsConnector connector) throws Exception {
    try (connector) {
      assertThat(connector.connection().getStatus()).isEqualTo(Connection.Status.CONNECTED);
      assertThat(connector.connection()).isSameAs(connector.connection());
    }
  }

  @Test
  void aUserHasAPassword() throws Exception {
    try (NatsServerProcess server =
        server("authorization { user: \"u\", password: \"very-secret\" }")) {
      requireConnected(connector(server, password("u", "very-secret")));

      NatsConnector wrong = connector(server, password("u", "other-secret"));
      assertThatThrownBy(wrong::connection)
          .isInstanceOf(IOException.class)
          .hasMessage("NATS at " + server.url() + " refuses the login");
    }
  }

  @Test
  void aTokenWillDo() throws Exception {
    try (NatsServerProcess server = server("authorization { token: \"very-secret\" }")) {
      requireConnected(connector(server, new Login(null, null, null, null, "very-secret")));
    }
  }

  @Test
  void aSeedSigns() throws Exception {
    NKey key = NKey.createUser(null);
    Path file = Files.writeString(folder.resolve("user.nk"), new String(key.getSeed()) + "\n");
    try (NatsServerProcess server =
        server("authorization { users: [{nkey: \"" + new String(key.getPublicKey()) + "\"}] }")) {
      requireConnected(connector(server, new Login(null, file, null, null, null)));
    }
  }

  @Test
  void aCredentialsFileIsReadAtEachConnect() throws Exception {
    JwtOperator operator = JwtOperator.named("op");
    Path file =
        Files.writeString(
            folder.resolve("user.creds"), operator.systemAccount().credentials("user"));
    try (NatsCluster cluster =
        NatsCluster.named("A")
            .servers(1, NatsServerBinary.any())
            .operator(operator, Resolver.MEMORY)
            .start()) {
      requireConnected(
          connector(cluster.servers().get(0), new Login(file, null, null, null, null)));
    }
  }

  @Test
  void aBundleHoldsTheAuthorityOfTheServers() throws Exception {
    try (NatsServerProcess server =
        server(
            "tls { cert_file: \"%s\", key_file: \"%s\" }"
                .formatted(resource("server.pem"), resource("server-key.pem")))) {
      requireConnected(tls(server, "nats"));

      NatsConnector untrusted = tls(server, null);
      assertThatThrownBy(untrusted::connection)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No safe connection to NATS");
    }
  }

  private static NatsConnector tls(NatsServerProcess server, @Nullable String bundle)
      throws URISyntaxException {
    SslBundles bundles =
        new DefaultSslBundleRegistry(
            "nats",
            SslBundle.of(
                new PemSslStoreBundle(
                    null,
                    PemSslStoreDetails.forCertificate(resource("ca.pem").toUri().toString()))));
    return new Connectors(new Tls(bundle, false), bundles)
        .connector(
            "natschecks",
            List.of("tls://localhost:" + server.ports().client()),
            new Login(null, null, null, null, null));
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(ConnectorsTest.class.getResource(name).toURI());
  }

  @Test
  void connectsAnewAfterTheClientGaveUp() throws Exception {
    try (NatsServerProcess server = server("");
        NatsConnector connector = connector(server, new Login(null, null, null, null, null))) {
      Connection first = connector.connection();
      Late<Connection> late = new Late<>(connector, each -> each);
      assertThat(late.last()).isNull();
      assertThat(late.get()).isSameAs(first);

      first.close();

      await().atMost(SOON).until(() -> first.getStatus() == Connection.Status.CLOSED);
      assertThat(late.get()).isNotSameAs(first);
      assertThat(connector.connection().getStatus()).isEqualTo(Connection.Status.CONNECTED);
    }
  }

  @Test
  void connectsNoMoreOnceItIsClosed() throws Exception {
    NatsConnector connector =
        new Connectors(NO_TLS, new DefaultSslBundleRegistry())
            .connector(
                "natschecks",
                List.of("nats://127.0.0.1:1"),
                new Login(null, null, null, null, null));
    connector.close();

    assertThatThrownBy(connector::connection).hasMessage("The application is closing");
  }
}
