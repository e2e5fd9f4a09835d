// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/** Connects once, quickly or not at all. */
final class NatsConnector {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration RECONNECT_WAIT = Duration.ofMillis(500);
  private static final int MAX_RECONNECTS = 3;

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
      return connector.connect(tls, trouble);
    } catch (IOException e) {
      if (tls || !trouble.isTlsRequired(e)) {
        throw trouble.explained(e);
      }
    }
    // Only the server's greeting tells that it wants TLS.
    trouble = connector.newTrouble();
    try {
      return connector.connect(true, trouble);
    } catch (IOException e) {
      throw trouble.explained(e);
    }
  }

  private ConnectionTrouble newTrouble() {
    return new ConnectionTrouble(addresses.urls(), settings.tls().certificate() != null);
  }

  private Connection connect(boolean tls, ConnectionTrouble trouble)
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
    if (tls) {
      options.sslContext(PemTls.context(settings.tls(), trouble::certificateWanted));
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
