// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.simulation;

import static io.natschecks.testkit.Deployments.ACME;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.api.snapshot.Traffic;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The healthy deployment at a minute, and what a test adds to it. */
final class World {

  /** When things are made that are older than the simulation. */
  static final Instant LONG_AGO = Deployments.NOW.minus(Duration.ofDays(20));

  private final Snapshot healthy;
  private final List<Stream> streams;
  private final List<Consumer> consumers;
  private final List<Account> accounts;
  private final List<Server> servers;

  private World(Snapshot healthy) {
    this.healthy = healthy;
    this.streams = new ArrayList<>(healthy.streams());
    this.consumers = new ArrayList<>(healthy.consumers());
    this.accounts = new ArrayList<>(healthy.accounts());
    this.servers = new ArrayList<>(healthy.servers());
  }

  static World at(int minute) {
    return new World(Deployments.healthy(Duration.ofMinutes(minute)).snapshot());
  }

  Snapshot snapshot() {
    return deployment().snapshot();
  }

  DeploymentBuilder deployment() {
    return DeploymentBuilder.from(healthy)
        .edit(all -> all.streams(streams).consumers(consumers).accounts(accounts).servers(servers));
  }

  /** Adds a stream like ORDERS, which a1 leads. */
  World addStream(String name, Instant created, long lastSequence) {
    return addStream(name, created, "ORDERS", config -> config, written(lastSequence));
  }

  /** Adds a stream that differs from another one. */
  World addStream(
      String name,
      Instant created,
      String like,
      UnaryOperator<StreamConfig.Builder> config,
      UnaryOperator<StreamState> state) {
    Stream other = Objects.requireNonNull(healthy.stream(Deployments.stream(like)));
    StreamConfig.Builder before = Objects.requireNonNull(other.config()).toBuilder();
    streams.add(
        new Stream(
            Deployments.stream(name),
            created,
            config.apply(before).build(),
            other.views().stream().map(view -> inState(view, state.apply(view.state()))).toList()));
    return this;
  }

  private static StreamView inState(StreamView view, StreamState state) {
    return new StreamView(
        view.serverId(), view.serverName(), state, view.cluster(), view.mirror(), view.sources());
  }

  static UnaryOperator<StreamState> written(long lastSequence) {
    return state ->
        new StreamState(
            state.messages(), state.bytes(), 1, lastSequence, state.lastTime(), 500, 0, 3);
  }

  static UnaryOperator<StreamState> holding(long bytes) {
    return state ->
        new StreamState(
            state.messages(),
            bytes,
            state.firstSequence(),
            state.lastSequence(),
            state.lastTime(),
            500,
            0,
            3);
  }

  static UnaryOperator<StreamState> consumedBy(int consumers) {
    return state ->
        new StreamState(
            state.messages(),
            state.bytes(),
            state.firstSequence(),
            state.lastSequence(),
            state.lastTime(),
            500,
            0,
            consumers);
  }

  /** Adds a consumer of a stream like ship of ORDERS, which a1 leads. */
  World addConsumer(
      String stream, String name, Instant created, UnaryOperator<Consumer.Builder> change) {
    StreamId id = Deployments.stream(stream);
    Consumer ship = Objects.requireNonNull(healthy.consumer(Deployments.stream("ORDERS"), "ship"));
    consumers.add(change.apply(ship.toBuilder().stream(id).name(name).created(created)).build());
    return this;
  }

  /** Adds an account that is counted by a1 and b1, half of its bytes on each. */
  World addAccount(String id, int clients, long bytes) {
    return addAccount(
        id, List.of(counted("a1", clients, bytes / 2, 0), counted("b1", 0, bytes - bytes / 2, 0)));
  }

  World addAccount(String id, List<AccountStatistics> statistics) {
    accounts.add(Account.builder(id).system(false).statistics(statistics).build());
    return this;
  }

  static AccountStatistics counted(String server, int clients, long bytes, long overGateways) {
    return AccountStatistics.builder(Deployments.idOf(server))
        .connections(clients)
        .sent(new Traffic(1, bytes, overGateways))
        .received(new Traffic(1, 0, 0L))
        .build();
  }

  /** Changes the counters and gauges of a server. */
  World load(String server, UnaryOperator<ServerStatistics.Builder> change) {
    return server(
        server,
        before -> {
          ServerStatistics load = Objects.requireNonNull(before.build().statistics());
          return before.statistics(change.apply(load.toBuilder()).build());
        });
  }

  World server(String name, UnaryOperator<Server.Builder> change) {
    servers.replaceAll(
        each -> each.name().equals(name) ? change.apply(each.toBuilder()).build() : each);
    return this;
  }

  /** What a server that is away leaves behind: others know of it, and it tells nothing. */
  static Snapshot without(Snapshot snapshot, String server) {
    String id = Deployments.idOf(server);
    return DeploymentBuilder.from(snapshot)
        .silent(server)
        .edit(
            all ->
                all.streams(snapshot.streams().stream().map(each -> without(each, id)).toList())
                    .consumers(
                        snapshot.consumers().stream()
                            .filter(each -> !each.serverId().equals(id))
                            .toList())
                    .accounts(snapshot.accounts().stream().map(each -> without(each, id)).toList())
                    .connections(
                        snapshot.connections().stream()
                            .filter(each -> !each.serverId().equals(id))
                            .toList())
                    .raftNodes(
                        snapshot.raftNodes().stream()
                            .filter(each -> !each.serverId().equals(id))
                            .toList()))
        .snapshot();
  }

  private static Stream without(Stream stream, String serverId) {
    return new Stream(
        stream.id(),
        stream.created(),
        stream.config(),
        stream.views().stream().filter(view -> !view.serverId().equals(serverId)).toList());
  }

  private static Account without(Account account, String serverId) {
    return account.toBuilder()
        .statistics(
            account.statistics().stream()
                .filter(each -> !each.serverId().equals(serverId))
                .toList())
        .build();
  }

  static String labelOfStream(String name) {
    return "stream " + ACME + "/" + name;
  }

  static String labelOfConsumer(String stream, String name) {
    return "consumer " + ACME + "/" + stream + "/" + name;
  }
}
