// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Compression;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Health;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerConfig;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.api.snapshot.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes the snapshot of a synthetic deployment. Used once. */
final class SyntheticSnapshot {

  private static final int CLUSTER_SIZE = 3;
  private static final Instant NOW = Deployments.NOW;
  private static final Instant START = NOW.minus(Duration.ofDays(30));

  private final Random random;
  private final List<Server> servers = new ArrayList<>();
  private final Map<String, Server> byId = new HashMap<>();
  private final List<List<Server>> clusters = new ArrayList<>();
  private final List<String> accounts;
  private final Map<List<String>, ClusterInfo> groups = new HashMap<>();
  private final List<ConsumerConfig> consumerConfigs =
      List.of(
          ConsumerConfig.builder()
              .ackWait(Duration.ofSeconds(30))
              .maxAckPending(Limit.of(1_000))
              .build(),
          ConsumerConfig.builder().ackWait(Duration.ofMinutes(2)).build(),
          ConsumerConfig.builder().deliverSubject("deliver.here").build());

  SyntheticSnapshot(long seed, int serverCount, int accountCount) {
    this.random = new Random(seed);
    for (int i = 0; i < serverCount; i++) {
      Server server = server(i);
      servers.add(server);
      byId.put(server.id(), server);
    }
    for (int i = 0; i < serverCount; i += CLUSTER_SIZE) {
      clusters.add(servers.subList(i, Math.min(i + CLUSTER_SIZE, serverCount)));
    }
    this.accounts = IntStream.range(0, accountCount).mapToObj("ACCOUNT_%05d"::formatted).toList();
  }

  Snapshot snapshot(int streamCount, int consumerCount, int connectionCount) {
    List<Stream> streams = streams(streamCount);
    return Snapshot.builder(NOW)
        .duration(Duration.ofSeconds(5))
        .source("synthetic deployment")
        .coverage(Coverage.builder().gathered(Section.values()).build())
        .servers(servers)
        .accounts(accounts.stream().map(this::account).toList())
        .streams(streams)
        .consumers(consumers(streams, consumerCount))
        .connections(connections(connectionCount))
        .build();
  }

  private Server server(int index) {
    String name = "server-%04d".formatted(index);
    return Server.builder("ID-" + name, name)
        .cluster("cluster-%03d".formatted(index / CLUSTER_SIZE))
        .version(HealthyServers.VERSION)
        .jetStream(true)
        .statistics(
            ServerStatistics.builder(START, NOW)
                .cpu(random.nextInt(300))
                .cores(4)
                .memory(random.nextInt(Integer.MAX_VALUE))
                .connections(random.nextInt(10_000))
                .remotes(CLUSTER_SIZE - 1)
                .build())
        .config(ServerConfig.builder().authRequired(true).maxConnections(Limit.of(65_536)).build())
        .health(new Health("ok", 200, null, List.of(), true))
        .jetStreamServer(
            JetStreamServer.builder(true)
                .maxMemory(Limit.of(1L << 32))
                .maxStorage(Limit.of(1L << 40))
                .storage(random.nextLong(1L << 40))
                .api(new ApiStatistics(random.nextInt(1_000_000), random.nextInt(1_000), 0))
                .build())
        .routes(List.of())
        .gateways(List.of())
        .leafNodes(List.of())
        .build();
  }

  private Account account(String id) {
    Server server = any(servers);
    return Account.builder(id)
        .system(false)
        .claims(
            AccountClaims.builder(id, START)
                .connections(sometimesUnlimited(10_000))
                .subscriptions(sometimesUnlimited(100_000))
                .size(1_200)
                .build())
        .statistics(
            List.of(
                AccountStatistics.builder(server.id())
                    .connections(random.nextInt(1_000))
                    .sent(new Traffic(random.nextInt(), random.nextInt(), null))
                    .received(new Traffic(random.nextInt(), random.nextInt(), null))
                    .build()))
        .build();
  }

  private List<Stream> streams(int count) {
    List<StreamConfig> single = configs(1);
    List<StreamConfig> three = configs(CLUSTER_SIZE);
    List<Stream> streams = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      List<Server> cluster = any(clusters);
      boolean r3 = random.nextInt(5) < 4 && cluster.size() == CLUSTER_SIZE;
      StreamId id = new StreamId(null, any(accounts), "STREAM_" + i);
      Server leader = any(cluster);
      StreamState state = state();
      List<StreamView> views = new ArrayList<>(CLUSTER_SIZE);
      for (Server server : r3 ? cluster : List.of(leader)) {
        views.add(
            new StreamView(
                server.id(),
                server.name(),
                state,
                group(server, leader, r3 ? cluster : List.of(leader)),
                null,
                List.of()));
      }
      streams.add(new Stream(id, START, any(r3 ? three : single), views));
    }
    return streams;
  }

  private StreamState state() {
    long messages = random.nextInt(1_000_000);
    long first = 1L + random.nextInt(1_000_000);
    return new StreamState(
        messages, messages * 512, first, first + messages - 1, NOW, 1 + messages / 10, 0, 10);
  }

  private List<StreamConfig> configs(int replicas) {
    List<StreamConfig> configs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      configs.add(
          StreamConfig.builder()
              .subjects(List.of("subject." + i + ".>"))
              .replicas(replicas)
              .compression(Compression.S2)
              .maxBytes(i == 0 ? Limit.unlimited() : Limit.of(1L << (28 + i)))
              .maxMessages(i < 2 ? Limit.unlimited() : Limit.of(1_000_000L * i))
              .maxAge(i == 3 ? Duration.ofDays(7) : null)
              .allowDirect(true)
              .build());
    }
    return configs;
  }

  /** The same group, seen by the same server, is the same object. */
  private ClusterInfo group(Server reporter, Server leader, List<Server> members) {
    List<String> key = new ArrayList<>(List.of(reporter.name(), leader.name()));
    members.forEach(member -> key.add(member.name()));
    return groups.computeIfAbsent(
        key,
        unknown ->
            new ClusterInfo(
                leader.cluster(),
                leader.name(),
                null,
                members.stream()
                    .filter(member -> !member.id().equals(reporter.id()))
                    .map(
                        member ->
                            new Replica(
                                member.name(),
                                "peer-" + member.name(),
                                true,
                                false,
                                Duration.ofMillis(200),
                                0))
                    .toList()));
  }

  private List<Consumer> consumers(List<Stream> streams, int count) {
    List<String> names =
        IntStream.range(0, count == 0 ? 0 : count / streams.size() + 1)
            .mapToObj(i -> "consumer-" + i)
            .toList();
    List<Consumer> consumers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      consumers.add(consumer(streams.get(i % streams.size()), names.get(i / streams.size())));
    }
    return consumers;
  }

  private Consumer consumer(Stream stream, String name) {
    StreamView view = any(stream.views());
    StreamState state = view.state();
    long delivered = state.firstSequence() - 1 + random.nextInt((int) state.messages() + 1);
    return Consumer.builder(stream.id(), name, view.serverId(), view.serverName())
        .durable(true)
        .created(START)
        .observedAt(NOW)
        .config(any(consumerConfigs))
        .cluster(leaderView(stream, view))
        .deliveredConsumerSequence(delivered)
        .deliveredStreamSequence(delivered)
        .lastDelivered(NOW)
        .ackFloorConsumerSequence(delivered)
        .ackFloorStreamSequence(delivered)
        .lastAcknowledged(NOW)
        .ackPending(random.nextInt(100))
        .pending(Math.max(0, state.lastSequence() - delivered))
        .waiting(1)
        .pushBound(true)
        .build();
  }

  /** The consumer's group has the members of the stream, and is led by the server of the view. */
  private ClusterInfo leaderView(Stream stream, StreamView view) {
    Server leader = serverOf(view);
    return group(leader, leader, stream.views().stream().map(this::serverOf).toList());
  }

  private Server serverOf(StreamView view) {
    return Objects.requireNonNull(byId.get(view.serverId()));
  }

  private List<Connection> connections(int count) {
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "app-" + i).toList();
    List<Duration> rtts = IntStream.rangeClosed(1, 5).mapToObj(Duration::ofMillis).toList();
    List<Connection> connections = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      connections.add(
          Connection.builder(servers.get(i % servers.size()).id(), i / servers.size() + 1L)
              .account(any(accounts))
              .user("user")
              .name(any(names))
              .language("java")
              .version("2.26.2")
              .ip("10.0.0.5")
              .port(40_000)
              .start(START)
              .lastActivity(NOW)
              .observedAt(NOW)
              .rtt(any(rtts))
              .inMessages(random.nextInt(1_000_000))
              .outMessages(random.nextInt(1_000_000))
              .subscriptions(random.nextInt(20))
              .build());
    }
    return connections;
  }

  private Limit sometimesUnlimited(int most) {
    return random.nextInt(4) == 0 ? Limit.unlimited() : Limit.of(1 + random.nextInt(most));
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
