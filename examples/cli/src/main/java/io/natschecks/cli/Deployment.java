// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.nats.client.Connection;
import io.nats.client.JetStreamStatusException;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.CompositeSnapshotSource;
import io.natschecks.client.HttpSnapshotSource;
import io.natschecks.client.JetStreamSnapshotSource;
import io.natschecks.client.NatsSnapshotSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A running deployment, as the command line names it. */
final class Deployment implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final int PROBE_SECONDS = 5;

  private final SnapshotSource source;
  private final @Nullable Connection connection;

  private Deployment(SnapshotSource source, @Nullable Connection connection) {
    this.source = source;
    this.connection = connection;
  }

  /** Connects as far as that is needed. */
  static Deployment open(ConnectionOptions options, boolean jetStreamOnly, Terminal terminal)
      throws InterruptedException {
    NatsSettings settings = options.settings(terminal);
    List<URI> monitors = options.monitors();
    if (!options.givesServer()) {
      return new Deployment(http(monitors, settings), null);
    }
    Connection connection = NatsConnector.connect(settings);
    try {
      if (jetStreamOnly) {
        return new Deployment(JetStreamSnapshotSource.of(connection), connection);
      }
      NatsSnapshotSource nats = NatsSnapshotSource.of(connection);
      if (monitors.isEmpty()) {
        requireSystemAccount(connection);
        return new Deployment(nats, connection);
      }
      return new Deployment(
          CompositeSnapshotSource.of(nats, http(monitors, settings)), connection);
    } catch (InterruptedException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  SnapshotSource source() {
    return source;
  }

  @Override
  public void close() throws InterruptedException {
    if (connection != null) {
      connection.close();
    }
  }

  private static HttpSnapshotSource http(List<URI> monitors, NatsSettings settings) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER);
    if (settings.tls().isSet()) {
      client.sslContext(PemTls.context(settings.tls()));
    }
    try {
      return HttpSnapshotSource.of(monitors, client.build());
    } catch (IllegalArgumentException e) {
      throw CliException.usage("--monitor: " + e.getMessage());
    }
  }

  /** In any other account nobody listens for this request, and the server says so at once. */
  private static void requireSystemAccount(Connection connection) throws InterruptedException {
    try {
      connection
          .request("$SYS.REQ.SERVER.PING.STATSZ", new byte[0])
          .get(PROBE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof JetStreamStatusException) {
        throw CliException.failed(
            "These credentials are not of the system account, which is needed to see the servers;"
                + " --jetstream-only audits the streams and consumers of their own account",
            null);
      }
    } catch (TimeoutException e) {
      // The snapshot will say what is missing.
    }
  }
}
