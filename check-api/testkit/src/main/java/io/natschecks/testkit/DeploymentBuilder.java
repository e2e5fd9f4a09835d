// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerConfig;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamView;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A deployment to deviate from. Every change names what it changes: an entity that is not there, or
 * a section that it does not have, is an {@link IllegalArgumentException}, so that no test states a
 * deviation that never happened. Not safe for use by several threads.
 *
 * @since 0.1
 */
public final class DeploymentBuilder {

  private Snapshot snapshot;

  DeploymentBuilder(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * Starts from any snapshot.
   *
   * @param snapshot the snapshot to deviate from
   * @return a new builder
   */
  public static DeploymentBuilder from(Snapshot snapshot) {
    return new DeploymentBuilder(snapshot);
  }

  /**
   * Changes a server.
   *
   * @param name server name
   * @param change what differs
   * @return this builder
   */
  public DeploymentBuilder server(String name, UnaryOperator<Server.Builder> change) {
    return edit(
        all ->
            all.servers(
                Deviations.replaced(
                    snapshot.servers(),
                    server -> server.name().equals(name),
                    server -> change.apply(server.toBuilder()).build(),
                    "server " + name)));
  }

  /**
   * Changes all servers.
   *
   * @param change what differs
   * @return this builder
   */
  public DeploymentBuilder servers(UnaryOperator<Server.Builder> change) {
    snapshot.servers().forEach(server -> server(server.name(), change));
    return this;
  }

  /**
   * Changes counters and gauges of a server.
   *
   * @param name server name
   * @param change what differs
   * @return this builder
   */
  public DeploymentBuilder statistics(String name, UnaryOperator<ServerStatistics.Builder> change) {
    ServerStatistics before = Deviations.present(server(name).statistics(), name);
    return server(name, server -> server.statistics(change.apply(before.toBuilder()).build()));
  }

  /**
   * Changes the configuration of a server.
   *
   * @param name server name
   * @param change what differs
   * @return this builder
   */
  public DeploymentBuilder config(String name, UnaryOperator<ServerConfig.Builder> change) {
    ServerConfig before = Deviations.present(server(name).config(), name);
    return server(name, server -> server.config(change.apply(before.toBuilder()).build()));
  }

  /**
   * Changes JetStream of a server.
   *
   * @param name server name
   * @param change what differs
   * @return this builder
   */
  public DeploymentBuilder jetStream(String name, UnaryOperator<JetStreamServer.Builder> change) {
    JetStreamServer before = Deviations.present(server(name).jetStreamServer(), name);
    return server(name, server -> server.jetStreamServer(change.apply(before.toBuilder()).build()));
  }

  /**
   * Changes what a server says of the meta group, both in its own section and in the group.
   *
   * @param name server name
   * @param change what differs
   * @return this builder
   */
  public DeploymentBuilder metaView(String name, UnaryOperator<MetaGroupView.Builder> change) {
    JetStreamServer jetStream = Deviations.present(server(name).jetStreamServer(), name);
    MetaGroupView before = Deviations.present(jetStream.metaGroup(), name);
    MetaGroupView after = change.apply(before.toBuilder()).build();
    jetStream(name, builder -> builder.metaGroup(after));
    return edit(
        all ->
            all.metaGroups(
                snapshot.metaGroups().stream()
                    .map(group -> Deviations.replaced(group, before, after))
                    .toList()));
  }

  /**
   * Adds a server.
   *
   * @param server the server
   * @return this builder
   */
  public DeploymentBuilder add(Server server) {
    return edit(all -> all.servers(Deviations.with(snapshot.servers(), server)));
  }

  /**
   * Takes a server out, and nothing of what others say of it.
   *
   * @param name server name
   * @return this builder
   */
  public DeploymentBuilder without(String name) {
    Server gone = server(name);
    return edit(
        all ->
            all.servers(snapshot.servers().stream().filter(each -> !each.equals(gone)).toList()));
  }

  /**
   * Lets a server answer nothing.
   *
   * @param name server name
   * @return this builder
   */
  public DeploymentBuilder silent(String name) {
    Server server = server(name);
    without(name);
    return edit(
        all ->
            all.silentServers(
                Deviations.with(
                    snapshot.silentServers(),
                    new SilentServer(name, server.id(), server.cluster(), "no answer"))));
  }

  /**
   * Changes an account.
   *
   * @param id account id
   * @param change what differs
   * @return this builder
   */
  public DeploymentBuilder account(String id, UnaryOperator<Account.Builder> change) {
    return edit(
        all ->
            all.accounts(
                Deviations.replaced(
                    snapshot.accounts(),
                    account -> account.id().equals(id),
                    account -> change.apply(account.toBuilder()).build(),
                    "account " + id)));
  }

  /**
   * Changes the claims of an account.
   *
   * @param id account id
   * @param change what differs
   * @return this builder
   */
  public DeploymentBuilder claims(String id, UnaryOperator<AccountClaims.Builder> change) {
    return account(
        id,
        account -> {
          AccountClaims before = Deviations.present(account.build().claims(), id);
          return account.claims(change.apply(before.toBuilder()).build());
        });
  }

  /**
   * Adds an account.
   *
   * @param account the account
   * @return this builder
   */
  public DeploymentBuilder add(Account account) {
    return edit(all -> all.accounts(Deviations.with(snapshot.accounts(), account)));
  }

  /**
   * Changes a stream.
   *
   * @param id names the stream
   * @param change gives the changed stream
   * @return this builder
   */
  public DeploymentBuilder stream(StreamId id, UnaryOperator<Stream> change) {
    return edit(
        all ->
            all.streams(
                Deviations.replaced(
                    snapshot.streams(), stream -> stream.id().equals(id), change, "stream " + id)));
  }

  /**
   * Changes the configuration of a stream.
   *
   * @param id names the stream
   * @param change what differs
   * @return this builder
   */
  public DeploymentBuilder streamConfig(StreamId id, UnaryOperator<StreamConfig.Builder> change) {
    return stream(
        id,
        stream -> {
          StreamConfig before = Deviations.present(stream.config(), id.name());
          StreamConfig after = change.apply(before.toBuilder()).build();
          return new Stream(id, stream.created(), after, stream.views());
        });
  }

  /**
   * Changes what the servers say of a stream.
   *
   * @param id names the stream
   * @param change gives the changed view of each server
   * @return this builder
   */
  public DeploymentBuilder streamViews(StreamId id, UnaryOperator<StreamView> change) {
    return stream(
        id,
        stream ->
            new Stream(
                id,
                stream.created(),
                stream.config(),
                stream.views().stream().map(change).toList()));
  }

  /**
   * Adds a stream.
   *
   * @param stream the stream
   * @return this builder
   */
  public DeploymentBuilder add(Stream stream) {
    return edit(all -> all.streams(Deviations.with(snapshot.streams(), stream)));
  }

  /**
   * Changes a consumer.
   *
   * @param stream names its stream
   * @param name consumer name
   * @param change what differs
   * @return this builder
   */
  public DeploymentBuilder consumer(
      StreamId stream, String name, UnaryOperator<Consumer.Builder> change) {
    return edit(
        all ->
            all.consumers(
                Deviations.replaced(
                    snapshot.consumers(),
                    consumer -> consumer.stream().equals(stream) && consumer.name().equals(name),
                    consumer -> change.apply(consumer.toBuilder()).build(),
                    "consumer " + stream + " " + name)));
  }

  /**
   * Changes the configuration of a consumer.
   *
   * @param stream names its stream
   * @param name consumer name
   * @param change what differs
   * @return this builder
   */
  public DeploymentBuilder consumerConfig(
      StreamId stream, String name, UnaryOperator<ConsumerConfig.Builder> change) {
    return consumer(
        stream,
        name,
        consumer -> {
          ConsumerConfig before = Deviations.present(consumer.build().config(), name);
          return consumer.config(change.apply(before.toBuilder()).build());
        });
  }

  /**
   * Adds a consumer.
   *
   * @param consumer the consumer
   * @return this builder
   */
  public DeploymentBuilder add(Consumer consumer) {
    return edit(all -> all.consumers(Deviations.with(snapshot.consumers(), consumer)));
  }

  /**
   * Changes a connection.
   *
   * @param serverName name of the server
   * @param cid number of the connection there; clients count from 10
   * @param change what differs
   * @return this builder
   */
  public DeploymentBuilder connection(
      String serverName, long cid, UnaryOperator<Connection.Builder> change) {
    String id = server(serverName).id();
    return edit(
        all ->
            all.connections(
                Deviations.replaced(
                    snapshot.connections(),
                    connection -> connection.cid() == cid && connection.serverId().equals(id),
                    connection -> change.apply(connection.toBuilder()).build(),
                    "connection " + cid + " on " + serverName)));
  }

  /**
   * Changes the open connections.
   *
   * @param change gives the new list
   * @return this builder
   */
  public DeploymentBuilder connections(UnaryOperator<List<Connection>> change) {
    return edit(all -> all.connections(change.apply(snapshot.connections())));
  }

  /**
   * Lists a connection as closed lately.
   *
   * @param closed the connection, with the time at which it was closed
   * @return this builder
   */
  public DeploymentBuilder addClosed(Connection closed) {
    return edit(
        all -> all.closedConnections(Deviations.with(snapshot.closedConnections(), closed)));
  }

  /**
   * Changes a Raft group as one server sees it.
   *
   * @param serverName name of the server
   * @param group name of the group
   * @param change what differs
   * @return this builder
   */
  public DeploymentBuilder raftNode(
      String serverName, String group, UnaryOperator<RaftNode.Builder> change) {
    String id = server(serverName).id();
    return edit(
        all ->
            all.raftNodes(
                Deviations.replaced(
                    snapshot.raftNodes(),
                    node -> node.serverId().equals(id) && node.group().equals(group),
                    node -> change.apply(node.toBuilder()).build(),
                    "raft group " + group + " on " + serverName)));
  }

  /**
   * Lets a section be missing as a whole. What was gathered of it stays where it is.
   *
   * @param section the section
   * @param status why it is missing
   * @return this builder
   */
  public DeploymentBuilder missing(Section section, Coverage.Status status) {
    return edit(
        all ->
            all.coverage(
                Deviations.copyOf(snapshot.coverage(), section)
                    .section(section, status, "")
                    .build()));
  }

  /**
   * Lets a section of one server be missing. What was gathered of it stays where it is.
   *
   * @param section the section
   * @param serverName name of the server
   * @param status why it is missing
   * @return this builder
   */
  public DeploymentBuilder missing(Section section, String serverName, Coverage.Status status) {
    String id = server(serverName).id();
    return edit(
        all ->
            all.coverage(
                Deviations.copyOf(snapshot.coverage()).server(section, id, status, "").build()));
  }

  /**
   * Changes anything else.
   *
   * @param change what differs
   * @return this builder
   */
  public DeploymentBuilder edit(UnaryOperator<Snapshot.Builder> change) {
    snapshot = change.apply(snapshot.toBuilder()).build();
    return this;
  }

  /**
   * Gives the deployment as it is now.
   *
   * @return the immutable snapshot
   */
  public Snapshot snapshot() {
    return snapshot;
  }

  private Server server(String name) {
    return snapshot.servers().stream()
        .filter(server -> server.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no server " + name));
  }
}
