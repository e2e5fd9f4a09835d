// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import io.natschecks.api.snapshot.StreamId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a finding is about. Entities are named by what stays the same over time: a server by cluster
 * and name, not by its id, which is new with every start.
 *
 * @since 0.1
 */
public sealed interface Entity {

  /**
   * What it is.
   *
   * @return the type
   */
  EntityType type();

  /**
   * The names that it consists of, in order. Parts that are not known are left out.
   *
   * @return values by part name, such as account, stream, consumer
   */
  Map<String, String> parts();

  /**
   * The key that is the same in every audit.
   *
   * @return the label of the type and the escaped parts, joined by slashes
   */
  default String key() {
    return parts().values().stream()
        .map(Entity::escaped)
        .collect(Collectors.joining("/", type().label() + "/", ""));
  }

  /**
   * A short name for people. It holds what tenants have chosen: escape it for its medium.
   *
   * @return such as stream ACME/ORDERS; long values are shortened
   */
  default String label() {
    return parts().values().stream()
        .map(Display::name)
        .collect(Collectors.joining("/", type().label() + " ", ""));
  }

  /**
   * Names a server of a snapshot.
   *
   * @param server the server
   * @return the entity
   */
  static Server of(io.natschecks.api.snapshot.Server server) {
    return new Server(server.clusterName(), server.name(), server.id());
  }

  /**
   * Names an account of a snapshot.
   *
   * @param account the account
   * @return the entity
   */
  static Account of(io.natschecks.api.snapshot.Account account) {
    return new Account(account.id(), account.name());
  }

  /**
   * Names a stream of a snapshot.
   *
   * @param stream the stream
   * @return the entity
   */
  static Stream of(io.natschecks.api.snapshot.Stream stream) {
    return new Stream(stream.id());
  }

  /**
   * Names a consumer of a snapshot.
   *
   * @param consumer the consumer
   * @return the entity
   */
  static Consumer of(io.natschecks.api.snapshot.Consumer consumer) {
    return new Consumer(consumer.stream(), consumer.name());
  }

  /**
   * Names the meta group of a snapshot.
   *
   * @param group the meta group
   * @return the entity
   */
  static MetaGroup of(io.natschecks.api.snapshot.MetaGroup group) {
    return new MetaGroup(group.domain());
  }

  /**
   * Names a micro service of a snapshot.
   *
   * @param service the service
   * @return the entity
   */
  static Service of(io.natschecks.api.snapshot.Service service) {
    return new Service(service.account(), service.name());
  }

  /**
   * Names a user of a snapshot.
   *
   * @param user the user
   * @return the entity
   */
  static User of(io.natschecks.api.snapshot.User user) {
    return new User(user.account(), user.name());
  }

  /**
   * A server.
   *
   * @param cluster name of its cluster; empty without one
   * @param name server name
   * @param id server id, which is no part of the key
   * @since 0.1
   */
  record Server(String cluster, String name, String id) implements Entity {
    @Override
    public EntityType type() {
      return EntityType.SERVER;
    }

    @Override
    public Map<String, String> parts() {
      return partsOf("cluster", cluster, "server", name, "id", id);
    }

    @Override
    public String key() {
      return keyOf(type(), cluster, name);
    }

    @Override
    public String label() {
      return type().label()
          + " "
          + (cluster.isEmpty() ? "" : Display.name(cluster) + "/")
          + Display.name(name);
    }
  }

  /**
   * A cluster.
   *
   * @param name cluster name
   * @since 0.1
   */
  record Cluster(String name) implements Entity {
    @Override
    public EntityType type() {
      return EntityType.CLUSTER;
    }

    @Override
    public Map<String, String> parts() {
      return partsOf("cluster", name);
    }
  }

  /**
   * An account.
   *
   * @param id account name, or public key in operator mode
   * @param name readable name, which is no part of the key; null if it is the id
   * @since 0.1
   */
  record Account(String id, @Nullable String name) implements Entity {
    @Override
    public EntityType type() {
      return EntityType.ACCOUNT;
    }

    @Override
    public Map<String, String> parts() {
      return partsOf("account", id, "name", name);
    }

    @Override
    public String key() {
      return keyOf(type(), id);
    }

    @Override
    public String label() {
      return type().label() + " " + Display.name(name == null || name.isBlank() ? id : name);
    }
  }

  /**
   * A stream.
   *
   * @param id names it
   * @since 0.1
   */
  record Stream(StreamId id) implements Entity {
    @Override
    public EntityType type() {
      return EntityType.STREAM;
    }

    @Override
    public Map<String, String> parts() {
      return partsOf("domain", id.domain(), "account", id.account(), "stream", id.name());
    }

    @Override
    public String key() {
      return keyOf(type(), domainOf(id), id.account(), id.name());
    }

    @Override
    public String label() {
      return type().label() + " " + Display.name(id.account()) + "/" + Display.name(id.name());
    }
  }

  /**
   * A consumer.
   *
   * @param stream names its stream
   * @param name consumer name
   * @since 0.1
   */
  record Consumer(StreamId stream, String name) implements Entity {
    @Override
    public EntityType type() {
      return EntityType.CONSUMER;
    }

    @Override
    public Map<String, String> parts() {
      return partsOf(
          "domain",
          stream.domain(),
          "account",
          stream.account(),
          "stream",
          stream.name(),
          "consumer",
          name);
    }

    @Override
    public String key() {
      return keyOf(type(), domainOf(stream), stream.account(), stream.name(), name);
    }

    @Override
    public String label() {
      return type().label()
          + " "
          + Display.name(stream.account())
          + "/"
          + Display.name(stream.name())
          + "/"
          + Display.name(name);
    }
  }

  /**
   * A connection.
   *
   * @param server the server that it is on
   * @param cid its number there
   * @param account account id; null if not known
   * @param name name that the client gave itself, which is no part of the key; null if none
   * @since 0.1
   */
  record Connection(Server server, long cid, @Nullable String account, @Nullable String name)
      implements Entity {
    @Override
    public EntityType type() {
      return EntityType.CONNECTION;
    }

    @Override
    public Map<String, String> parts() {
      Map<String, String> parts = new LinkedHashMap<>(server.parts());
      parts.put("cid", Long.toString(cid));
      putIfPresent(parts, "account", account);
      putIfPresent(parts, "name", name);
      return parts;
    }

    @Override
    public String key() {
      return keyOf(type(), server.id(), Long.toString(cid));
    }

    @Override
    public String label() {
      return type().label()
          + " "
          + (account == null ? "" : Display.name(account) + "/")
          + Display.name(server.name())
          + "/"
          + (name == null || name.isBlank() ? "cid " + cid : Display.name(name));
    }
  }

  /**
   * The routes from a server to another.
   *
   * @param server the server that reports them
   * @param remote name of the other server, or its id
   * @since 0.1
   */
  record Route(Server server, String remote) implements Entity {
    @Override
    public EntityType type() {
      return EntityType.ROUTE;
    }

    @Override
    public Map<String, String> parts() {
      return partsOf("cluster", server.cluster(), "server", server.name(), "remote", remote);
    }
  }

  /**
   * The gateways from a server to another cluster.
   *
   * @param server the server that reports them
   * @param remote name of the other cluster, or of a server there
   * @since 0.1
   */
  record Gateway(Server server, String remote) implements Entity {
    @Override
    public EntityType type() {
      return EntityType.GATEWAY;
    }

    @Override
    public Map<String, String> parts() {
      return partsOf("cluster", server.cluster(), "server", server.name(), "remote", remote);
    }
  }

  /**
   * A leaf node link.
   *
   * @param server the server that reports it
   * @param name name of the other end
   * @param account account id; null for the global account
   * @since 0.1
   */
  record LeafNode(Server server, String name, @Nullable String account) implements Entity {
    @Override
    public EntityType type() {
      return EntityType.LEAF_NODE;
    }

    @Override
    public Map<String, String> parts() {
      return partsOf("server", server.name(), "leafnode", name, "account", account);
    }
  }

  /**
   * A Raft group.
   *
   * @param domain JetStream domain; null if none is set
   * @param account account id
   * @param group name of the group
   * @since 0.1
   */
  record RaftGroup(@Nullable String domain, String account, String group) implements Entity {
    @Override
    public EntityType type() {
      return EntityType.RAFT_GROUP;
    }

    @Override
    public Map<String, String> parts() {
      return partsOf("domain", domain, "account", account, "group", group);
    }
  }

  /**
   * The meta group of a JetStream domain.
   *
   * @param domain JetStream domain; null if none is set
   * @since 0.1
   */
  record MetaGroup(@Nullable String domain) implements Entity {
    @Override
    public EntityType type() {
      return EntityType.META_GROUP;
    }

    @Override
    public String label() {
      return type().label() + (domain == null ? "" : " " + Display.name(domain));
    }

    @Override
    public Map<String, String> parts() {
      return partsOf("domain", domain);
    }
  }

  /**
   * A micro service.
   *
   * @param account account id
   * @param name service name
   * @since 0.1
   */
  record Service(String account, String name) implements Entity {
    @Override
    public EntityType type() {
      return EntityType.SERVICE;
    }

    @Override
    public Map<String, String> parts() {
      return partsOf("account", account, "service", name);
    }
  }

  /**
   * A user.
   *
   * @param account account id
   * @param name the user as which clients are authorized
   * @since 0.1
   */
  record User(String account, String name) implements Entity {
    @Override
    public EntityType type() {
      return EntityType.USER;
    }

    @Override
    public Map<String, String> parts() {
      return partsOf("account", account, "user", name);
    }
  }

  /**
   * The deployment as a whole.
   *
   * @since 0.1
   */
  record Deployment() implements Entity {
    @Override
    public EntityType type() {
      return EntityType.DEPLOYMENT;
    }

    @Override
    public Map<String, String> parts() {
      return Map.of();
    }

    @Override
    public String key() {
      return type().label();
    }

    @Override
    public String label() {
      return type().label();
    }
  }

  private static Map<String, String> partsOf(@Nullable String... namesAndValues) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = namesAndValues[i];
      if (name != null) {
        putIfPresent(parts, name, namesAndValues[i + 1]);
      }
    }
    return parts;
  }

  private static void putIfPresent(Map<String, String> parts, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      parts.put(name, value);
    }
  }

  private static String keyOf(EntityType type, String... values) {
    return Arrays.stream(values)
        .map(Entity::escaped)
        .collect(Collectors.joining("/", type.label() + "/", ""));
  }

  private static String domainOf(StreamId id) {
    String domain = id.domain();
    return domain == null ? "" : domain;
  }

  /** Keeps a slash in a name apart from the slashes between names. */
  private static String escaped(String value) {
    return value.replace("%", "%25").replace("/", "%2F");
  }
}
