// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable picture of a deployment. Its lists are sorted, so that the order in which servers
 * answered never shows; look-ups are indexed once, when they are first needed.
 *
 * <p>A list can be empty because there is nothing, or because it was not gathered: {@link
 * #coverage()} tells which.
 *
 * @since 0.1
 */
public final class Snapshot {

  private static final Comparator<String> NULLABLE_TEXT =
      Comparator.nullsFirst(Comparator.naturalOrder());
  private static final Comparator<StreamId> STREAM_ORDER =
      Comparator.comparing(StreamId::account)
          .thenComparing(StreamId::name)
          .thenComparing(StreamId::domain, NULLABLE_TEXT);

  private final Instant takenAt;
  private final Duration duration;
  private final String source;
  private final Coverage coverage;
  private final List<Server> servers;
  private final List<SilentServer> silentServers;
  private final List<Account> accounts;
  private final List<Stream> streams;
  private final List<Consumer> consumers;
  private final List<MetaGroup> metaGroups;
  private final List<RaftNode> raftNodes;
  private final List<Connection> connections;
  private final List<Connection> closedConnections;
  private final List<Service> services;
  private final @Nullable ApiErrors apiErrors;
  private final SnapshotIndex index;

  private Snapshot(Builder builder) {
    this.takenAt = builder.takenAt;
    this.duration = builder.duration;
    this.source = builder.source;
    this.coverage = builder.coverage;
    this.servers =
        sorted(
            builder.servers,
            Comparator.comparing(Server::clusterName)
                .thenComparing(Server::name)
                .thenComparing(Server::id));
    this.silentServers =
        sorted(
            builder.silentServers,
            Comparator.comparing(SilentServer::name)
                .thenComparing(SilentServer::id, NULLABLE_TEXT));
    this.accounts = sorted(builder.accounts, Comparator.comparing(Account::id));
    this.streams = sorted(builder.streams, Comparator.comparing(Stream::id, STREAM_ORDER));
    this.consumers =
        sorted(
            builder.consumers,
            Comparator.comparing(Consumer::stream, STREAM_ORDER).thenComparing(Consumer::name));
    this.metaGroups =
        sorted(builder.metaGroups, Comparator.comparing(MetaGroup::domain, NULLABLE_TEXT));
    this.raftNodes =
        sorted(
            builder.raftNodes,
            Comparator.comparing(RaftNode::account)
                .thenComparing(RaftNode::group)
                .thenComparing(RaftNode::serverId));
    this.connections = sorted(builder.connections, CONNECTION_ORDER);
    this.closedConnections = sorted(builder.closedConnections, CONNECTION_ORDER);
    this.services =
        sorted(
            builder.services, Comparator.comparing(Service::account).thenComparing(Service::name));
    this.apiErrors = builder.apiErrors;
    this.index = new SnapshotIndex(this);
  }

  private static final Comparator<Connection> CONNECTION_ORDER =
      Comparator.comparing(Connection::serverId).thenComparingLong(Connection::cid);

  private static <E> List<E> sorted(Collection<E> elements, Comparator<? super E> order) {
    List<E> list = new ArrayList<>(elements);
    list.sort(order);
    return List.copyOf(list);
  }

  /**
   * Starts a snapshot.
   *
   * @param takenAt when the gathering began, by the clock of the deployment where it is known
   * @return a new builder
   */
  public static Builder builder(Instant takenAt) {
    return new Builder(takenAt);
  }

  /**
   * Starts a builder that holds everything of this snapshot.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    return new Builder(takenAt)
        .duration(duration)
        .source(source)
        .coverage(coverage)
        .servers(servers)
        .silentServers(silentServers)
        .accounts(accounts)
        .streams(streams)
        .consumers(consumers)
        .metaGroups(metaGroups)
        .raftNodes(raftNodes)
        .connections(connections)
        .closedConnections(closedConnections)
        .services(services)
        .apiErrors(apiErrors);
  }

  /**
   * When the gathering began.
   *
   * @return the time that checks take for now
   */
  public Instant takenAt() {
    return takenAt;
  }

  /**
   * How long the gathering took.
   *
   * @return the time from the first request to the last answer
   */
  public Duration duration() {
    return duration;
  }

  /**
   * Where the snapshot comes from, for people.
   *
   * @return such as an address, without secrets
   */
  public String source() {
    return source;
  }

  /**
   * What is known and what is not.
   *
   * @return the coverage
   */
  public Coverage coverage() {
    return coverage;
  }

  /**
   * The servers that answered.
   *
   * @return sorted by cluster, name and id
   */
  public List<Server> servers() {
    return servers;
  }

  /**
   * The servers that are known to exist and answered nothing.
   *
   * @return sorted by name
   */
  public List<SilentServer> silentServers() {
    return silentServers;
  }

  /**
   * The accounts that a server mentioned.
   *
   * @return sorted by id
   */
  public List<Account> accounts() {
    return accounts;
  }

  /**
   * The streams.
   *
   * @return sorted by account, name and domain
   */
  public List<Stream> streams() {
    return streams;
  }

  /**
   * The consumers.
   *
   * @return sorted by stream and name
   */
  public List<Consumer> consumers() {
    return consumers;
  }

  /**
   * The meta groups, one a JetStream domain.
   *
   * @return sorted by domain
   */
  public List<MetaGroup> metaGroups() {
    return metaGroups;
  }

  /**
   * The Raft groups as each of their servers sees them.
   *
   * @return sorted by account, group and server
   */
  public List<RaftNode> raftNodes() {
    return raftNodes;
  }

  /**
   * The open connections.
   *
   * @return sorted by server and number
   */
  public List<Connection> connections() {
    return connections;
  }

  /**
   * The connections that were closed lately, as far as servers remember them.
   *
   * @return sorted by server and number
   */
  public List<Connection> closedConnections() {
    return closedConnections;
  }

  /**
   * The micro services.
   *
   * @return sorted by account and name
   */
  public List<Service> services() {
    return services;
  }

  /**
   * The JetStream API requests that failed since the snapshot before.
   *
   * @return what was heard, or null if nobody listened
   */
  public @Nullable ApiErrors apiErrors() {
    return apiErrors;
  }

  /**
   * The users with open connections, found from these.
   *
   * @return sorted by account and name
   */
  public List<User> users() {
    return index.users();
  }

  /**
   * Finds a server.
   *
   * @param id server id
   * @return the server, or null if it did not answer
   */
  public @Nullable Server server(String id) {
    return index.server(id);
  }

  /**
   * Finds the servers of a name. Names are unique among routes and gateways, not among leaf nodes.
   *
   * @param name server name
   * @return the servers, in their order; empty if none answered
   */
  public List<Server> serversNamed(String name) {
    return index.serversNamed(name);
  }

  /**
   * Finds the servers of a cluster.
   *
   * @param clusterName name of the cluster, {@linkplain Server#clusterName() trimmed}; empty for
   *     servers without one
   * @return the servers that answered, in their order
   */
  public List<Server> serversOfCluster(String clusterName) {
    return index.serversOfCluster(clusterName);
  }

  /**
   * Names the clusters.
   *
   * @return trimmed names, sorted; servers without a cluster give none
   */
  public List<String> clusterNames() {
    return index.clusterNames();
  }

  /**
   * Finds an account.
   *
   * @param id account id
   * @return the account, or null if no server mentioned it
   */
  public @Nullable Account account(String id) {
    return index.account(id);
  }

  /**
   * Finds a stream.
   *
   * @param id names the stream
   * @return the stream, or null if no server reported it
   */
  public @Nullable Stream stream(StreamId id) {
    return index.stream(id);
  }

  /**
   * Finds the consumers of a stream.
   *
   * @param id names the stream
   * @return the consumers, sorted by name
   */
  public List<Consumer> consumersOf(StreamId id) {
    return index.consumersOf(id);
  }

  /**
   * Finds a consumer.
   *
   * @param stream names its stream
   * @param name consumer name
   * @return the consumer, or null if no server reported it
   */
  public @Nullable Consumer consumer(StreamId stream, String name) {
    return index.consumer(stream, name);
  }

  /**
   * Finds the open connections of a server.
   *
   * @param serverId server id
   * @return the connections, sorted by number
   */
  public List<Connection> connectionsOf(String serverId) {
    return index.connectionsOf(serverId);
  }

  @Override
  public String toString() {
    return "Snapshot of "
        + source
        + " at "
        + takenAt
        + ": "
        + servers.size()
        + " servers, "
        + streams.size()
        + " streams, "
        + consumers.size()
        + " consumers, "
        + connections.size()
        + " connections";
  }

  /**
   * Builds a snapshot. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private Instant takenAt;
    private Duration duration = Duration.ZERO;
    private String source = "";
    private Coverage coverage = Coverage.builder().build();
    private Collection<Server> servers = List.of();
    private Collection<SilentServer> silentServers = List.of();
    private Collection<Account> accounts = List.of();
    private Collection<Stream> streams = List.of();
    private Collection<Consumer> consumers = List.of();
    private Collection<MetaGroup> metaGroups = List.of();
    private Collection<RaftNode> raftNodes = List.of();
    private Collection<Connection> connections = List.of();
    private Collection<Connection> closedConnections = List.of();
    private Collection<Service> services = List.of();
    private @Nullable ApiErrors apiErrors;

    private Builder(Instant takenAt) {
      this.takenAt = Objects.requireNonNull(takenAt, "takenAt");
    }

    /** Sets {@link Snapshot#takenAt()}. */
    public Builder takenAt(Instant value) {
      this.takenAt = Objects.requireNonNull(value, "takenAt");
      return this;
    }

    /** Sets {@link Snapshot#duration()}. */
    public Builder duration(Duration value) {
      this.duration = Objects.requireNonNull(value, "duration");
      return this;
    }

    /** Sets {@link Snapshot#source()}. */
    public Builder source(String value) {
      this.source = Objects.requireNonNull(value, "source");
      return this;
    }

    /** Sets {@link Snapshot#coverage()}. */
    public Builder coverage(Coverage value) {
      this.coverage = Objects.requireNonNull(value, "coverage");
      return this;
    }

    /** Sets {@link Snapshot#servers()}. */
    public Builder servers(Collection<Server> value) {
      this.servers = Objects.requireNonNull(value, "servers");
      return this;
    }

    /** Sets {@link Snapshot#silentServers()}. */
    public Builder silentServers(Collection<SilentServer> value) {
      this.silentServers = Objects.requireNonNull(value, "silentServers");
      return this;
    }

    /** Sets {@link Snapshot#accounts()}. */
    public Builder accounts(Collection<Account> value) {
      this.accounts = Objects.requireNonNull(value, "accounts");
      return this;
    }

    /** Sets {@link Snapshot#streams()}. */
    public Builder streams(Collection<Stream> value) {
      this.streams = Objects.requireNonNull(value, "streams");
      return this;
    }

    /** Sets {@link Snapshot#consumers()}. */
    public Builder consumers(Collection<Consumer> value) {
      this.consumers = Objects.requireNonNull(value, "consumers");
      return this;
    }

    /** Sets {@link Snapshot#metaGroups()}. */
    public Builder metaGroups(Collection<MetaGroup> value) {
      this.metaGroups = Objects.requireNonNull(value, "metaGroups");
      return this;
    }

    /** Sets {@link Snapshot#raftNodes()}. */
    public Builder raftNodes(Collection<RaftNode> value) {
      this.raftNodes = Objects.requireNonNull(value, "raftNodes");
      return this;
    }

    /** Sets {@link Snapshot#connections()}. */
    public Builder connections(Collection<Connection> value) {
      this.connections = Objects.requireNonNull(value, "connections");
      return this;
    }

    /** Sets {@link Snapshot#closedConnections()}. */
    public Builder closedConnections(Collection<Connection> value) {
      this.closedConnections = Objects.requireNonNull(value, "closedConnections");
      return this;
    }

    /** Sets {@link Snapshot#services()}. */
    public Builder services(Collection<Service> value) {
      this.services = Objects.requireNonNull(value, "services");
      return this;
    }

    /** Sets {@link Snapshot#apiErrors()}. */
    public Builder apiErrors(@Nullable ApiErrors value) {
      this.apiErrors = value;
      return this;
    }

    /**
     * Sorts everything and builds the snapshot.
     *
     * @return the immutable snapshot
     */
    public Snapshot build() {
      return new Snapshot(this);
    }
  }
}
