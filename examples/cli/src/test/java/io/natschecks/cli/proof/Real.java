// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.Gap;
import io.natschecks.api.Kind;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.HttpSnapshotSource;
import io.natschecks.client.NatsSnapshotSource;
import io.natschecks.core.Auditor;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsLogin;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Clients of real clusters, and audits of them. */
final class Real {

  /** Servers drop what comes faster than they can store it. */
  private static final int AT_ONCE = 500;

  private Real() {}

  /** Starts a single server with JetStream, and an account ACME that may use it. */
  static NatsCluster oneServer(String name, String release) {
    return NatsCluster.named(name)
        .servers(1, NatsServerBinary.release(release))
        .jetStream()
        .account("ACME", "acme", "secret", "jetstream: enabled")
        .start();
  }

  static Connection connect(NatsCluster cluster, String account) throws Exception {
    return connect(cluster.servers().get(0), cluster.login(account));
  }

  /** Connects with a name. */
  static Connection connect(NatsCluster cluster, String account, String name) throws Exception {
    return connect(cluster.servers().get(0), cluster.login(account), name);
  }

  static Connection connect(NatsServerProcess server, NatsLogin login) throws Exception {
    return connect(server, login, "");
  }

  private static Connection connect(NatsServerProcess server, NatsLogin login, String name)
      throws Exception {
    Options.Builder options =
        new Options.Builder()
            .server(server.url())
            .connectionName(name)
            .connectionTimeout(Duration.ofSeconds(5))
            .errorListener(new ErrorListener() {})
            .ignoreDiscoveredServers()
            .noReconnect();
    if (login.credentials() == null) {
      options.userInfo(login.user(), login.password());
    } else {
      options.authHandler(Nats.credentials(login.credentials().toString()));
    }
    return Nats.connect(options.build());
  }

  /** Opens clients of an account: the first number on the first server, and so on. */
  static List<Connection> clients(NatsCluster cluster, String account, int... perServer)
      throws Exception {
    List<Connection> clients = new ArrayList<>();
    for (int i = 0; i < perServer.length; i++) {
      for (int n = 0; n < perServer[i]; n++) {
        clients.add(connect(cluster.servers().get(i), cluster.login(account)));
      }
    }
    return clients;
  }

  /**
   * Creates a stream with three replicas. A cluster that has just formed refuses it for a moment:
   * its account or its peers are not there yet.
   */
  static void createStream(NatsCluster cluster, String account) throws Exception {
    try (Connection client = connect(cluster, account)) {
      Eventually.until(
          "account " + account + " has a stream",
          Duration.ofSeconds(30),
          () ->
              client
                      .jetStreamManagement()
                      .addStream(
                          StreamConfiguration.builder()
                              .name("ORDERS")
                              .subjects("orders.>")
                              .replicas(3)
                              .build())
                      .getConfiguration()
                      .getReplicas()
                  == 3);
    }
  }

  /** A stream that takes one subject, which is its name. */
  static StreamConfiguration.Builder stream(String name) {
    return StreamConfiguration.builder().name(name).subjects(name);
  }

  /** Publishes to a stream, and returns once it holds all of it. */
  static void publish(Connection client, String subject, int count, int size) throws Exception {
    List<CompletableFuture<PublishAck>> acks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      acks.add(client.jetStream().publishAsync(subject, new byte[size]));
      if (acks.size() == AT_ONCE || i == count - 1) {
        CompletableFuture.allOf(acks.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        acks.clear();
      }
    }
  }

  /** Waits until an account has that many clients on all servers together. */
  static void awaitClients(NatsCluster cluster, String account, int count) {
    Pattern mine = Pattern.compile("\"cid\": *\\d+");
    Eventually.until(
        account + " has " + count + " clients",
        Duration.ofSeconds(10),
        () -> {
          long all = 0;
          for (NatsServerProcess server : cluster.servers()) {
            String body = server.get("/connz?auth=1&acc=" + account).body();
            all += mine.matcher(body).results().count();
          }
          return all == count;
        });
  }

  static void close(List<Connection> clients) throws InterruptedException {
    for (Connection client : clients) {
      client.close();
    }
  }

  static AuditReport audit(NatsCluster cluster) throws Exception {
    return audit(cluster, AuditConfig.DEFAULT);
  }

  static AuditReport audit(NatsCluster cluster, AuditConfig config) throws Exception {
    try (Connection system = connect(cluster, NatsCluster.SYSTEM_ACCOUNT)) {
      return audit(NatsSnapshotSource.of(system), config);
    }
  }

  static AuditReport auditOverHttp(NatsCluster cluster) throws Exception {
    return audit(HttpSnapshotSource.of(cluster.monitors()), AuditConfig.DEFAULT);
  }

  static AuditReport audit(SnapshotSource source, AuditConfig config) throws Exception {
    try (Auditor auditor = Auditor.builder().config(config).build()) {
      return auditor.audit(source);
    }
  }

  /** What a check should have looked at and could not. */
  static List<String> gaps(AuditReport report, String code) {
    return report.checks().stream()
        .filter(each -> each.check().code().equals(code))
        .flatMap(each -> each.result().gaps().stream())
        .map(Gap::subject)
        .sorted()
        .toList();
  }

  /**
   * The faults that were found, by the keys that are the same in every audit. Where no check ran
   * that looks for faults, what could be better.
   */
  static SortedSet<String> found(AuditReport report) {
    boolean faults =
        report.checks().stream()
            .filter(each -> each.check().kind() == Kind.OPERATIONAL)
            .anyMatch(each -> each.result().skipReason() != SkipReason.DISABLED);
    return found(faults ? Kind.OPERATIONAL : Kind.OPTIMIZATION, report);
  }

  static SortedSet<String> found(Kind kind, AuditReport report) {
    SortedSet<String> keys = new TreeSet<>();
    for (AuditedFinding each : report.findings()) {
      if (each.check().kind() == kind) {
        keys.add(each.finding().key());
      }
    }
    return keys;
  }
}
