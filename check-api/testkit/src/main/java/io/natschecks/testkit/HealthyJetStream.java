// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.snapshot.AckPolicy;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Compression;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.DiscardPolicy;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.MetaGroup;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.RaftPeer;
import io.natschecks.api.snapshot.RaftState;
import io.natschecks.api.snapshot.Retention;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.StorageType;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamOrigin;
import io.natschecks.api.snapshot.StreamSource;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The streams, consumers and Raft groups of the healthy deployment; all are ACME's. */
final class HealthyJetStream {

  private static final long MESSAGES = 100_000;
  private static final long BYTES = 512L << 20;
  private static final long WAITING = 20;

  private final HealthyClock clock;
  private final List<Stream> streams = new ArrayList<>();
  private final List<Consumer> consumers = new ArrayList<>();
  private final List<RaftNode> raftNodes = new ArrayList<>();

  HealthyJetStream(HealthyClock clock) {
    this.clock = clock;
    replicated("ORDERS", "a1", config("orders.>", 3).maxAge(Duration.ofDays(7)).build());
    replicated("EVENTS", "a2", config("events.>", 3).maxAge(Duration.ofDays(1)).build());
    replicated(
        "KV_settings",
        "a3",
        config("$KV.settings.>", 3)
            .maxMessagesPerSubject(Limit.of(1))
            .allowRollup(true)
            .denyDelete(true)
            .discard(DiscardPolicy.NEW)
            .maxAge(Duration.ofDays(90))
            .build());
    mirror();
    local();
    consumer("ORDERS", "ship", "a1");
    consumer("ORDERS", "bill", "a2");
    consumer("ORDERS", "audit", "a3");
    consumer("EVENTS", "index", "a3");
    consumer("KV_settings", "watch", "a1");
    Deployments.SERVERS_OF_A.forEach(
        name -> raftNodes.add(raftNode(name, Deployments.SYS, "_meta_", "a1")));
  }

  List<Stream> streams() {
    return streams;
  }

  List<Consumer> consumers() {
    return consumers;
  }

  List<RaftNode> raftNodes() {
    return raftNodes;
  }

  static List<MetaGroup> metaGroups(List<Server> servers) {
    return List.of(
        new MetaGroup(
            Deployments.HUB,
            servers.stream()
                .map(Server::jetStreamServer)
                .filter(Objects::nonNull)
                .map(jetStream -> jetStream.metaGroup())
                .filter(Objects::nonNull)
                .toList()));
  }

  private void replicated(String name, String leader, StreamConfig config) {
    String group = "S-R3F-" + name;
    List<StreamView> views = new ArrayList<>();
    for (String server : Deployments.SERVERS_OF_A) {
      views.add(view(server, clusterSeenBy(server, leader, group), null));
      raftNodes.add(raftNode(server, Deployments.ACME, group, leader));
    }
    streams.add(new Stream(Deployments.stream(name), HealthyClock.START, config, views));
  }

  /** A stream as healthy as the others, which the deployment does not have. */
  Stream oneMore(StreamId id, String leader, UnaryOperator<StreamConfig.Builder> change) {
    String subject = id.name().toLowerCase(Locale.ROOT) + ".>";
    List<StreamView> views = new ArrayList<>();
    for (String server : Deployments.SERVERS_OF_A) {
      views.add(view(server, clusterSeenBy(server, leader, "S-R3F-" + id.name()), null));
    }
    StreamConfig config = change.apply(config(subject, 3).maxAge(Duration.ofDays(7))).build();
    return new Stream(id, HealthyClock.START, config, views);
  }

  /** A consumer as healthy as the others, which the deployment does not have. */
  Consumer oneMore(
      StreamId stream, String name, String leader, UnaryOperator<ConsumerConfig.Builder> change) {
    return consumer(stream, name, leader)
        .config(change.apply(consumerConfig()).build())
        .cluster(clusterSeenBy(leader, leader, "C-R3F-" + stream.name() + "-" + name))
        .build();
  }

  /** A single copy is fine where it is a mirror. */
  private void mirror() {
    StreamConfig config =
        config("", 1)
            .subjects(List.of())
            .mirror(new StreamOrigin("ORDERS", null))
            .mirrorDirect(true)
            .build();
    StreamSource source = new StreamSource("ORDERS", 0, Duration.ofSeconds(1), false);
    ClusterInfo alone = new ClusterInfo("A", "a2", "S-R1F-ORDERS_COPY", List.of());
    streams.add(
        new Stream(
            Deployments.stream("ORDERS_COPY"),
            HealthyClock.START,
            config,
            List.of(view("a2", alone, source))));
  }

  /** A single copy is fine where there is one server. */
  private void local() {
    StreamId id = new StreamId(Deployments.EDGE, Deployments.ACME, "READINGS");
    streams.add(
        new Stream(
            id,
            HealthyClock.START,
            config("readings.>", 1).build(),
            List.of(view(Deployments.EDGE, null, null))));
    consumers.add(consumer(id, "local", Deployments.EDGE).config(consumerConfig().build()).build());
  }

  private void consumer(String stream, String name, String leader) {
    String group = "C-R3F-" + stream + "-" + name;
    consumers.add(
        consumer(Deployments.stream(stream), name, leader)
            .config(consumerConfig().build())
            .cluster(clusterSeenBy(leader, leader, group))
            .build());
    Deployments.SERVERS_OF_A.forEach(
        server -> raftNodes.add(raftNode(server, Deployments.ACME, group, leader)));
  }

  private Consumer.Builder consumer(StreamId stream, String name, String leader) {
    long last = clock.count(10);
    return Consumer.builder(stream, name, Deployments.idOf(leader), leader)
        .durable(true)
        .created(HealthyClock.START)
        .observedAt(clock.now())
        .deliveredConsumerSequence(last - WAITING)
        .deliveredStreamSequence(last - WAITING)
        .lastDelivered(clock.now().minus(Duration.ofSeconds(1)))
        .ackFloorConsumerSequence(last - 2 * WAITING)
        .ackFloorStreamSequence(last - 2 * WAITING)
        .lastAcknowledged(clock.now().minus(Duration.ofSeconds(1)))
        .ackPending(WAITING)
        .waiting(2)
        .pending(WAITING);
  }

  private static ConsumerConfig.Builder consumerConfig() {
    return ConsumerConfig.builder()
        .ackPolicy(AckPolicy.EXPLICIT)
        .ackWait(Duration.ofSeconds(30))
        .maxAckPending(Limit.of(1_000))
        .maxWaiting(Limit.of(512));
  }

  private static StreamConfig.Builder config(String subject, int replicas) {
    return StreamConfig.builder()
        .subjects(List.of(subject))
        .retention(Retention.LIMITS)
        .storage(StorageType.FILE)
        .discard(DiscardPolicy.OLD)
        .compression(Compression.S2)
        .replicas(replicas)
        .maxBytes(Limit.of(2 * BYTES))
        .duplicateWindow(Duration.ofMinutes(2))
        .allowDirect(true);
  }

  private StreamView view(
      String server, @Nullable ClusterInfo cluster, @Nullable StreamSource mirror) {
    long last = clock.count(10);
    StreamState state =
        new StreamState(
            MESSAGES, BYTES, last - MESSAGES + 1, last, clock.now().minusSeconds(1), 500, 0, 3);
    return new StreamView(Deployments.idOf(server), server, state, cluster, mirror, List.of());
  }

  private static ClusterInfo clusterSeenBy(String server, String leader, String group) {
    return new ClusterInfo("A", leader, group, HealthyServers.replicas(server));
  }

  private RaftNode raftNode(String server, String account, String group, String leader) {
    boolean leads = server.equals(leader);
    long index = clock.count(10);
    List<RaftPeer> peers =
        Deployments.SERVERS_OF_A.stream()
            .filter(name -> !name.equals(server))
            .map(
                name ->
                    new RaftPeer(
                        Deployments.peerOf(name),
                        name,
                        true,
                        Duration.ofMillis(200),
                        leads ? index : 0))
            .toList();
    return RaftNode.builder(Deployments.idOf(server), account, group, Deployments.peerOf(server))
        .state(leads ? RaftState.LEADER : RaftState.FOLLOWER)
        .leader(Deployments.peerOf(leader))
        .everHadLeader(true)
        .leaderSince(HealthyClock.START)
        .term(3)
        .committed(index)
        .applied(index)
        .size(3)
        .quorumNeeded(2)
        .walMessages(100)
        .walBytes(1 << 20)
        .walFirstSequence(index - 99)
        .walLastSequence(index)
        .peers(peers)
        .build();
  }
}
