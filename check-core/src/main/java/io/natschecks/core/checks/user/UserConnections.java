// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.user;

import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.User;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** How the connections of a few users spread over servers and clients, found in one pass. */
final class UserConnections {

  /** How many client names are told apart of a user; further ones are one. */
  private static final int MOST_CLIENTS = 1_000;

  private static final int SHOWN = 10;
  private static final String OTHERS = "other clients";
  private static final String UNNAMED = "clients without a name";

  private record Spread(Map<String, Integer> servers, Map<String, Integer> clients) {}

  private final Map<Entity.User, Spread> spreads = new HashMap<>();

  private UserConnections() {}

  static UserConnections of(Snapshot snapshot, Predicate<User> wanted) {
    UserConnections found = new UserConnections();
    for (User user : snapshot.users()) {
      if (wanted.test(user)) {
        found.spreads.put(Entity.of(user), new Spread(new HashMap<>(), new HashMap<>()));
      }
    }
    if (!found.spreads.isEmpty()) {
      snapshot.connections().forEach(connection -> found.add(snapshot, connection));
    }
    return found;
  }

  private void add(Snapshot snapshot, Connection connection) {
    if (connection.account() == null || connection.user() == null || !connection.isOpen()) {
      return;
    }
    Spread spread = spreads.get(new Entity.User(connection.account(), connection.user()));
    if (spread == null) {
      return;
    }
    Server server = snapshot.server(connection.serverId());
    spread.servers().merge(server == null ? connection.serverId() : server.name(), 1, Integer::sum);
    String client = connection.name() == null ? UNNAMED : connection.name();
    boolean known = spread.clients().containsKey(client) || spread.clients().size() < MOST_CLIENTS;
    spread.clients().merge(known ? client : OTHERS, 1, Integer::sum);
  }

  List<String> byServer(User user) {
    return most(spreadOf(user).servers());
  }

  List<String> byClient(User user) {
    return most(spreadOf(user).clients());
  }

  private Spread spreadOf(User user) {
    return spreads.getOrDefault(Entity.of(user), new Spread(Map.of(), Map.of()));
  }

  private static List<String> most(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(SHOWN)
        .map(each -> each.getKey() + ": " + Display.count(each.getValue()))
        .toList();
  }
}
