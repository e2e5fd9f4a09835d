// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountExport;
import io.natschecks.api.snapshot.AccountImport;
import io.natschecks.api.snapshot.AccountJetStream;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.AccountView;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.ConnectionKind;
import io.natschecks.api.snapshot.ConnectionType;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Service;
import io.natschecks.api.snapshot.ServiceInstance;
import io.natschecks.api.snapshot.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The accounts of the healthy deployment, with their connections and services. */
final class HealthyAccounts {

  private static final String PRICES = "prices.>";
  private static final long GIB = 1L << 30;

  private final HealthyClock clock;
  private final List<Server> servers;

  HealthyAccounts(HealthyClock clock, List<Server> servers) {
    this.clock = clock;
    this.servers = servers;
  }

  List<Account> all() {
    AccountImport imported =
        new AccountImport(PRICES, Deployments.BETA, "stream", null, false, null);
    AccountExport exported = new AccountExport(PRICES, "stream", false);
    return List.of(
        account(Deployments.ACME, List.of(imported), List.of())
            .jetStream(
                List.of(
                    new AccountJetStream(
                        Deployments.HUB,
                        0,
                        7 * GIB,
                        Limit.of(GIB),
                        Limit.of(100 * GIB),
                        new ApiStatistics(clock.count(0.5), 0, 0))))
            .build(),
        account(Deployments.BETA, List.of(), List.of(exported)).build(),
        account(Deployments.SYS, List.of(), List.of()).system(true).build());
  }

  private Account.Builder account(
      String id, List<AccountImport> imports, List<AccountExport> exports) {
    boolean jetStream = id.equals(Deployments.ACME);
    List<AccountView> views = new ArrayList<>();
    List<AccountStatistics> statistics = new ArrayList<>();
    for (Server server : servers) {
      int clients = clientsOn(server, id);
      boolean linked = !id.equals(Deployments.BETA) && hasLeafs(server);
      views.add(
          AccountView.builder(server.id())
              .complete(true)
              .jetStream(jetStream)
              .updated(HealthyClock.START)
              .clientConnections(clients)
              .leafNodes(linked ? 1 : 0)
              .subscriptions(2L * clients)
              .imports(imports)
              .exports(exports)
              .build());
      statistics.add(
          AccountStatistics.builder(server.id())
              .connections(clients)
              .leafNodes(linked ? 1 : 0)
              .totalConnections(clients + (linked ? 1 : 0))
              .subscriptions(20L)
              .sent(new Traffic(clock.count(20), clock.count(4_000), clock.count(100)))
              .received(new Traffic(clock.count(20), clock.count(4_000), clock.count(100)))
              .build());
    }
    return Account.builder(id)
        .system(false)
        .claims(claims(id, imports, exports))
        .views(views)
        .statistics(statistics);
  }

  private static AccountClaims claims(
      String id, List<AccountImport> imports, List<AccountExport> exports) {
    boolean jetStream = id.equals(Deployments.ACME);
    return AccountClaims.builder(id, HealthyClock.START)
        .connections(Limit.of(100))
        .leafNodes(Limit.of(10))
        .subscriptions(Limit.of(1_000))
        .payload(Limit.unlimited())
        .memoryStorage(jetStream ? Limit.of(GIB) : Limit.of(0))
        .diskStorage(jetStream ? Limit.of(100 * GIB) : Limit.of(0))
        .imports(imports)
        .exports(exports)
        .size(1_200)
        .build();
  }

  /** The clients of ACME are near its streams, in cluster A and at the leaf node. */
  private static int clientsOn(Server server, String account) {
    return switch (account) {
      case Deployments.ACME -> clientsOfAcme(server.clusterName());
      case Deployments.BETA -> server.name().equals(Deployments.EDGE) ? 0 : 2;
      default -> 0;
    };
  }

  private static int clientsOfAcme(String cluster) {
    return switch (cluster) {
      case "A" -> 4;
      case Deployments.EDGE -> 6;
      default -> 1;
    };
  }

  private static boolean hasLeafs(Server server) {
    return server.leafNodes() != null && !server.leafNodes().isEmpty();
  }

  List<Connection> connections() {
    List<Connection> connections = new ArrayList<>();
    for (Server server : servers) {
      int cid = 10;
      for (String account : List.of(Deployments.ACME, Deployments.BETA)) {
        for (int i = 1; i <= clientsOn(server, account); i++) {
          connections.add(
              connection(server, cid++, account)
                  .user(account.toLowerCase(Locale.ROOT) + "-user")
                  .name(account.toLowerCase(Locale.ROOT) + "-app-" + i)
                  .build());
        }
      }
      if (hasLeafs(server)) {
        connections.add(leaf(server, 200, Deployments.ACME));
        connections.add(leaf(server, 201, Deployments.SYS));
      }
    }
    return connections;
  }

  private Connection leaf(Server server, long cid, String account) {
    return connection(server, cid, account)
        .kind(ConnectionKind.LEAF_NODE)
        .name(server.name().equals(Deployments.EDGE) ? "a1" : Deployments.EDGE)
        .language(null)
        .version(null)
        .build();
  }

  private Connection.Builder connection(Server server, long cid, String account) {
    return Connection.builder(server.id(), cid)
        .kind(ConnectionKind.CLIENT)
        .type(ConnectionType.NATS)
        .account(account)
        .bearer(false)
        .language("java")
        .version("2.26.2")
        .ip("10.0.0.5")
        .port(40_000 + (int) cid)
        .start(HealthyClock.START.plus(Duration.ofMinutes(1)))
        .lastActivity(clock.now().minus(Duration.ofSeconds(5)))
        .observedAt(clock.now())
        .rtt(Duration.ofMillis(2))
        .inMessages(clock.count(5))
        .outMessages(clock.count(5))
        .inBytes(clock.count(1_000))
        .outBytes(clock.count(1_000))
        .subscriptions(2)
        .subjects(List.of("orders.>", PRICES));
  }

  List<Service> services() {
    return List.of(
        new Service(
            Deployments.BETA, "pricing", List.of(instance("I1", "a1"), instance("I2", "b1"))));
  }

  private static ServiceInstance instance(String id, String server) {
    return new ServiceInstance(id, Deployments.idOf(server), "1.0.0", "java", "2.26.2", "pricing");
  }
}
