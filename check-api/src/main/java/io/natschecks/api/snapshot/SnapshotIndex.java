// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Look-ups of a snapshot, each built when it is first needed. */
final class SnapshotIndex {

  /** What servers show in place of a token, whoever used it. */
  private static final String HIDDEN = "[REDACTED]";

  private final Lazy<Map<String, Server>> serversById;
  private final Lazy<Map<String, List<Server>>> serversByName;
  private final Lazy<Map<String, List<Server>>> serversByCluster;
  private final Lazy<Map<String, Account>> accountsById;
  private final Lazy<Map<StreamId, Stream>> streamsById;
  private final Lazy<Map<StreamId, List<Consumer>>> consumersByStream;
  private final Lazy<Map<String, List<Connection>>> connectionsByServer;
  private final Lazy<List<User>> users;

  SnapshotIndex(Snapshot snapshot) {
    serversById = new Lazy<>(() -> byKey(snapshot.servers(), Server::id));
    serversByName = new Lazy<>(() -> runs(snapshot.servers(), Server::name));
    serversByCluster = new Lazy<>(() -> runs(snapshot.servers(), Server::clusterName));
    accountsById = new Lazy<>(() -> byKey(snapshot.accounts(), Account::id));
    streamsById = new Lazy<>(() -> byKey(snapshot.streams(), Stream::id));
    consumersByStream = new Lazy<>(() -> runs(snapshot.consumers(), Consumer::stream));
    connectionsByServer = new Lazy<>(() -> runs(snapshot.connections(), Connection::serverId));
    users = new Lazy<>(() -> usersOf(snapshot.connections()));
  }

  @Nullable Server server(String id) {
    return serversById.get().get(id);
  }

  List<Server> serversNamed(String name) {
    return serversByName.get().getOrDefault(name, List.of());
  }

  List<Server> serversOfCluster(String clusterName) {
    return serversByCluster.get().getOrDefault(clusterName, List.of());
  }

  List<String> clusterNames() {
    return serversByCluster.get().keySet().stream().filter(name -> !name.isEmpty()).toList();
  }

  @Nullable Account account(String id) {
    return accountsById.get().get(id);
  }

  @Nullable Stream stream(StreamId id) {
    return streamsById.get().get(id);
  }

  List<Consumer> consumersOf(StreamId id) {
    return consumersByStream.get().getOrDefault(id, List.of());
  }

  /** The consumers of a stream are sorted by name, so that a stream of very many needs no map. */
  @Nullable Consumer consumer(StreamId stream, String name) {
    List<Consumer> consumers = consumersOf(stream);
    int low = 0;
    int high = consumers.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = consumers.get(middle).name().compareTo(name);
      if (order == 0) {
        return consumers.get(middle);
      } else if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  List<Connection> connectionsOf(String serverId) {
    return connectionsByServer.get().getOrDefault(serverId, List.of());
  }

  List<User> users() {
    return users.get();
  }

  private static <K, E> Map<K, E> byKey(Collection<E> elements, Function<E, K> key) {
    Map<K, E> map = new HashMap<>(elements.size() * 4 / 3 + 1);
    elements.forEach(element -> map.putIfAbsent(key.apply(element), element));
    return map;
  }

  /** Groups elements; where equal keys lie side by side the groups are views, which cost little. */
  private static <K, E> Map<K, List<E>> runs(List<E> elements, Function<E, K> key) {
    Map<K, List<E>> map = new LinkedHashMap<>();
    int start = 0;
    for (int i = 1; i <= elements.size(); i++) {
      K current = key.apply(elements.get(start));
      if (i == elements.size() || !current.equals(key.apply(elements.get(i)))) {
        map.merge(current, elements.subList(start, i), SnapshotIndex::joined);
        start = i;
      }
    }
    return map;
  }

  private static <E> List<E> joined(List<E> first, List<E> second) {
    List<E> both = new ArrayList<>(first);
    both.addAll(second);
    return List.copyOf(both);
  }

  private static List<User> usersOf(List<Connection> connections) {
    Map<String, Map<String, User>> byAccount = new TreeMap<>();
    Connection last = null;
    for (Connection connection : connections) {
      String account = connection.account();
      String name = connection.user();
      boolean counted = last != null && connection.isSameAs(last);
      last = connection;
      if (account != null
          && name != null
          && !name.equals(HIDDEN)
          && connection.isOpen()
          && !counted) {
        byAccount
            .computeIfAbsent(account, key -> new TreeMap<>())
            .merge(name, new User(account, name, 1, connection.bearer()), SnapshotIndex::sum);
      }
    }
    return byAccount.values().stream().flatMap(byName -> byName.values().stream()).toList();
  }

  private static User sum(User first, User second) {
    return new User(
        first.account(),
        first.name(),
        first.connections() + second.connections(),
        eitherBearer(first.bearer(), second.bearer()));
  }

  /** A user can have several JWTs: one bearer token among them is enough. */
  private static @Nullable Boolean eitherBearer(@Nullable Boolean one, @Nullable Boolean other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one || other;
  }

  /** A value that is computed at most once. */
  private static final class Lazy<T> {
    private @Nullable Supplier<T> supplier;
    private @Nullable T value;

    Lazy(Supplier<T> supplier) {
      this.supplier = supplier;
    }

    synchronized T get() {
      T result = value;
      if (result == null && supplier != null) {
        result = supplier.get();
        value = result;
        supplier = null;
      }
      if (result == null) {
        throw new IllegalStateException("an index is never null");
      }
      return result;
    }
  }
}
