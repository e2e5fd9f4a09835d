// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.nats.client.Connection;
import io.nats.client.JetStreamStatusException;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.cli.AccountOptions.AccountLogin;
import io.natschecks.client.CaptureFile;
import io.natschecks.client.CompositeSnapshotSource;
import io.natschecks.client.HttpSnapshotSource;
import io.natschecks.client.JetStreamSnapshotSource;
import io.natschecks.client.NatsSnapshotSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running deployment, as the command line names it. */
final class Deployment implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final int PROBE_SECONDS = 5;

  private final @Nullable Connection connection;
  private final @Nullable HttpSnapshotSource monitors;
  private final Map<Path, Connection> accounts = new LinkedHashMap<>();
  private boolean isWhole;

  private Deployment(
      @Nullable Connection connection, @Nullable HttpSnapshotSource monitors, boolean isWhole) {
    this.connection = connection;
    this.monitors = monitors;
    this.isWhole = isWhole;
  }

  /**
   * Connects as far as that is needed. Where no server can be connected to, monitoring ports that
   * are named too are better than nothing.
   *
   * @param settings how to connect; without an address, only the monitoring ports are used
   * @param ports addresses of monitoring ports
   * @param warnings takes what people should know
   */
  static Deployment open(NatsSettings settings, List<URI> ports, Consumer<String> warnings)
      throws InterruptedException {
    HttpSnapshotSource monitors = monitors(ports, settings);
    if (settings.url() == null) {
      return new Deployment(null, monitors, true);
    }
    try {
      return new Deployment(NatsConnector.connect(settings), monitors, true);
    } catch (CliException e) {
      if (monitors == null || e.status() != ExitStatus.INCOMPLETE) {
        throw e;
      }
      warnings.accept(e.getMessage() + "; only the monitoring ports are looked at");
      return new Deployment(null, monitors, false);
    }
  }

  /**
   * Connects as users of further accounts, as far as these are let in.
   *
   * @param settings how to connect
   * @param logins the users
   * @param warnings takes what people should know
   */
  void join(NatsSettings settings, List<AccountLogin> logins, Consumer<String> warnings)
      throws InterruptedException {
    for (AccountLogin account : logins) {
      try {
        accounts.put(account.file(), NatsConnector.connect(settings.as(account.login())));
      } catch (CliException e) {
        isWhole = false;
        warnings.accept(e.getMessage() + "; the account of " + account.file() + " is not asked");
      }
    }
  }

  /** Whether everything that was named could be reached. */
  boolean isWhole() {
    return isWhole;
  }

  /**
   * What users of the further accounts were not allowed. What is missing of the system account the
   * report says itself.
   */
  List<String> refusals() {
    List<String> refusals = new ArrayList<>();
    accounts.forEach((file, account) -> refusals.addAll(refusals("The user of " + file, account)));
    return refusals;
  }

  /** What the user was not allowed in its own account. */
  List<String> refusalsInOwnAccount() {
    return refusals("The user", Objects.requireNonNull(connection));
  }

  private static List<String> refusals(String who, Connection connection) {
    return connection.getOptions().getErrorListener() instanceof ConnectionTrouble trouble
        ? trouble.refusals(connection.getOptions().getInboxPrefix()).stream()
            .map(what -> who + " may not " + what)
            .toList()
        : List.of();
  }

  /** Whether a connection has ended, so that this is of no more use. */
  boolean isLost() {
    return Stream.concat(Stream.ofNullable(connection), accounts.values().stream())
        .anyMatch(each -> each.getStatus() == Connection.Status.CLOSED);
  }

  /**
   * Takes snapshots of the servers.
   *
   * @param advisories whether failing requests are listened for in the further accounts
   */
  SnapshotSource source(boolean advisories) throws InterruptedException {
    if (connection == null) {
      return Objects.requireNonNull(monitors);
    }
    NatsSnapshotSource.Builder builder =
        NatsSnapshotSource.builder(connection).accounts(accounts.values());
    NatsSnapshotSource system = (advisories ? builder.listenForApiErrors() : builder).build();
    if (monitors != null) {
      return CompositeSnapshotSource.of(system, monitors);
    }
    requireSystemAccount(connection);
    return system;
  }

  /** Takes snapshots of the servers, and records what they answer. */
  SnapshotSource recordedTo(CaptureFile file, boolean advisories) throws InterruptedException {
    SnapshotSource source = source(advisories);
    if (source instanceof NatsSnapshotSource system) {
      return system.recordTo(file);
    }
    return source instanceof CompositeSnapshotSource both
        ? both.recordTo(file)
        : Objects.requireNonNull(monitors).recordTo(file);
  }

  /** Takes snapshots of what the account of the user has. */
  SnapshotSource ownAccount() {
    return JetStreamSnapshotSource.of(Objects.requireNonNull(connection));
  }

  @Override
  public void close() throws InterruptedException {
    for (Connection account : accounts.values()) {
      account.close();
    }
    if (connection != null) {
      connection.close();
    }
  }

  private static @Nullable HttpSnapshotSource monitors(List<URI> ports, NatsSettings settings) {
    if (ports.isEmpty()) {
      return null;
    }
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER);
    if (settings.tls().isSet()) {
      client.sslContext(PemTls.context(settings.tls(), () -> {}));
    }
    try {
      return HttpSnapshotSource.of(ports, client.build());
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
