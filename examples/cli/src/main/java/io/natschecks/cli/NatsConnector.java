// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Connects once, quickly or not at all. */
final class NatsConnector {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration RECONNECT_WAIT = Duration.ofMillis(500);
  private static final int MAX_RECONNECTS = 3;

  private static final String TLS = "TLS";
  private static final String OLD_TLS = "TLSv1.2";

  private final NatsSettings settings;
  private final ServerAddresses addresses;

  private NatsConnector(NatsSettings settings) {
    this.settings = settings;
    this.addresses = ServerAddresses.parse(Objects.requireNonNull(settings.url()));
  }

  /**
   * Connects to a server.
   *
   * @throws CliException if that cannot be done; the message says why
   */
  static Connection connect(NatsSettings settings) throws InterruptedException {
    NatsConnector connector = new NatsConnector(settings);
    boolean tls = connector.addresses.wantTls() || settings.tls().isSet() || settings.tlsFirst();
    ConnectionTrouble trouble = connector.newTrouble();
    try {
      return connector.connect(tls ? TLS : null, trouble);
    } catch (IOException e) {
      if (!tls && trouble.isTlsRequired(e)) {
        return connector.connectSafely();
      }
      if (tls && trouble.isSilence(e)) {
        return connector.connectWithOldTls();
      }
      throw trouble.explained(e);
    }
  }

  private ConnectionTrouble newTrouble() {
    return new ConnectionTrouble(addresses.urls());
  }

  /** Only the server's greeting tells that it wants TLS. */
  private Connection connectSafely() throws InterruptedException {
    ConnectionTrouble trouble = newTrouble();
    try {
      return connect(TLS, trouble);
    } catch (IOException e) {
      if (trouble.isSilence(e)) {
        return connectWithOldTls();
      }
      throw trouble.explained(e);
    }
  }

  /**
   * With TLS 1.3, a server that misses a client's certificate says so after the handshake, and the
   * client library drops it; with TLS 1.2 it is known why nothing comes.
   */
  private Connection connectWithOldTls() throws InterruptedException {
    ConnectionTrouble trouble = newTrouble();
    try {
      return connect(OLD_TLS, trouble);
    } catch (IOException e) {
      throw trouble.explained(e);
    }
  }

  private Connection connect(@Nullable String tls, ConnectionTrouble trouble)
      throws IOException, InterruptedException {
    Options.Builder options =
        new Options.Builder()
            .servers(addresses.urls().toArray(String[]::new))
            .connectionName("natschecks")
            .connectionTimeout(TIMEOUT)
            .maxReconnects(MAX_RECONNECTS)
            .reconnectWait(RECONNECT_WAIT)
            .ignoreDiscoveredServers()
            // The certificate bears the name, not the address that it resolves to.
            .hostnameResolveMode(Options.HostnameResolveMode.HappyEyeballs)
            .reportNoResponders()
            .noEcho()
            .errorListener(trouble)
            .connectionListener((connection, event) -> {});
    login().applyTo(options);
    if (settings.inboxPrefix() != null) {
      options.inboxPrefix(settings.inboxPrefix());
    }
    if (tls != null) {
      options.sslContext(PemTls.context(tls, settings.tls()));
    }
    if (settings.tlsFirst()) {
      options.tlsFirst();
    }
    return Nats.connect(options.build());
  }

  private Login login() {
    Login fromAddress = addresses.login();
    return fromAddress == null || settings.login() != Login.ANONYMOUS
        ? settings.login()
        : fromAddress;
  }
}
