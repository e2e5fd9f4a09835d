// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.simulation;

import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * A deployment in which anything can happen: numbers stand still, rise, jump and fall; things are
 * made anew, servers restart or say nothing, leaders change, and snapshots are late.
 */
final class RandomLife {

  private static final List<String> META = List.of("a1", "a2", "a3");
  private static final List<String> LEVELS = List.of("s2_fast", "s2_better", "off");

  /** When servers were started that have not been restarted yet, in minutes. */
  private static final long BEFORE_ALL = -Duration.ofDays(20).toMinutes();

  private final Random random;
  private final Map<String, Long> numbers = new HashMap<>();
  private final int mostMinutes;
  private final int snapshotsToRestart;
  private int minute;

  /** Each has a pace of its own: a day takes twenty snapshots, or hundreds of them. */
  RandomLife(long seed) {
    this.random = new Random(seed);
    this.mostMinutes = 5 + random.nextInt(120);
    this.snapshotsToRestart = chance(2) ? 8 : 400;
  }

  Snapshot next() {
    minute += chance(60) ? random.nextInt(35 * 60) + 1 : random.nextInt(mostMinutes) + 1;
    World world = World.at(minute);
    for (int i = 0; i < 4; i++) {
      streams(world, "S" + i);
      consumers(world, "S" + i);
    }
    for (String server : List.of("a2", "b3")) {
      load(world, server);
    }
    long bytes = rising("bytes", 1_000_000);
    world.addAccount(
        "BUSY",
        List.of(
            World.counted("a1", chance(2) ? 1 : 0, bytes, rising("gateway", 400_000)),
            World.counted("b3", 0, rising("bytes of b3", 5), 0)));
    for (int i = 0; i < 4; i++) {
      world.addAccount("RESTING" + i, chance(80) ? 1 : 0, resting("bytes of resting" + i));
    }
    world.server("a1", a1 -> a1.leafNodes(leafs()));
    Snapshot snapshot = details(world.deployment()).snapshot();
    snapshot = chance(10) ? leaderless(snapshot, "S1") : snapshot;
    snapshot = chance(15) ? World.without(snapshot, "b3") : snapshot;
    return chance(15) ? World.without(snapshot, "a2") : snapshot;
  }

  private void streams(World world, String name) {
    world.addStream(
        name,
        madeAnew("made " + name),
        name.equals("S3") ? "EVENTS" : "ORDERS",
        config -> config.duplicateWindow(Duration.ofHours(name.equals("S2") ? 7 : 2)),
        state ->
            new StreamState(
                state.messages(),
                moving("bytes " + name, 1L << 30),
                1,
                name.equals("S0") ? rising("last " + name, 90_000) : resting("last " + name),
                state.lastTime(),
                moving("subjects " + name, 2_000_000),
                0,
                (int) growing("consumers " + name)));
  }

  private void consumers(World world, String stream) {
    long stuck = chance(3) ? 0 : 5;
    world.addConsumer(
        stream,
        "c",
        madeAnew("made c " + stream),
        it ->
            it.deliveredStreamSequence(resting("delivered " + stream))
                .deliveredConsumerSequence(rising("deliveries " + stream, 300))
                .redelivered(random.nextInt(200))
                .pending(stuck)
                .ackPending(stuck));
  }

  private void load(World world, String server) {
    if (chance(snapshotsToRestart)) {
      numbers.put("start " + server, (long) minute);
    }
    long start = numbers.getOrDefault("start " + server, BEFORE_ALL);
    int connections = chance(50) ? 20 : 1 + (int) (resting("connections " + server) % 9);
    world
        .server(server, it -> it.id(idOf(server)))
        .load(
            server,
            load ->
                load.start(Deployments.NOW.plus(Duration.ofMinutes(start)))
                    .cpu(chance(60) ? 90 : 10)
                    .cores(chance(40) ? 0 : 4)
                    .connections(connections)
                    .subscriptions(growing("subscriptions " + server + start)));
  }

  private DeploymentBuilder details(DeploymentBuilder world) {
    long elections = numbers.merge("elections", chance(20) ? 1L : 0L, Long::sum);
    String leader = META.get((int) (elections % META.size()));
    META.forEach(server -> world.metaView(server, view -> view.leader(leader)));
    for (String server : META) {
      long requests = numbers.merge("requests " + server, 100L + random.nextInt(50), Long::sum);
      long errors = numbers.merge("errors " + server, chance(9) ? 5L : 0L, Long::sum);
      UnaryOperator<JetStreamServer.Builder> api =
          it -> it.api(new ApiStatistics(requests, errors, 0));
      world.jetStream(server, api);
    }
    List<RaftNode> nodes = world.snapshot().raftNodes().stream().map(this::node).toList();
    world.edit(all -> all.raftNodes(nodes));
    String user = "user" + resting("user") % 4;
    return world.connection("a1", 10, (Connection.Builder connection) -> connection.user(user));
  }

  private RaftNode node(RaftNode node) {
    RaftNode.Builder changed = node.toBuilder();
    if (node.serverId().equals(Deployments.idOf("a2"))) {
      changed.serverId(idOf("a2"));
    }
    if (node.group().equals("S-R3F-EVENTS")) {
      changed
          .leader(chance(2) ? node.leader() : null)
          .catchingUp(chance(2))
          .walBytes(moving("wal " + node.serverId(), 200L << 20));
    }
    return changed.build();
  }

  /** A new one with each start. */
  private String idOf(String server) {
    long start = numbers.getOrDefault("start " + server, BEFORE_ALL);
    return Deployments.idOf(server) + (start == BEFORE_ALL ? "" : "-" + start);
  }

  private List<LeafNode> leafs() {
    String level = LEVELS.get((int) (resting("level") % LEVELS.size()));
    return LongStream.range(0, 21)
        .mapToObj(
            i ->
                LeafNode.builder("leaf" + i).id(i).compression(i == 20 ? level : "s2_fast").build())
        .toList();
  }

  private static Snapshot leaderless(Snapshot snapshot, String name) {
    Stream stream = Objects.requireNonNull(snapshot.stream(Deployments.stream(name)));
    List<Stream> streams = new ArrayList<>(snapshot.streams());
    streams.set(
        streams.indexOf(stream),
        new Stream(stream.id(), stream.created(), stream.config(), stream.views().subList(1, 3)));
    return snapshot.toBuilder().streams(streams).build();
  }

  private Instant madeAnew(String name) {
    return World.LONG_AGO.plusSeconds(numbers.merge(name, chance(80) ? 1L : 0L, Long::sum));
  }

  /** Stands still for most of the time, and may come back to what it was. */
  private long resting(String name) {
    return step(name, chance(60) ? random.nextInt(10) - 2L : 0L);
  }

  private long growing(String name) {
    return step(name, random.nextInt(20) - 2L);
  }

  private long rising(String name, int most) {
    if (chance(100)) {
      numbers.put(name, 0L);
    }
    return numbers.merge(name, (long) random.nextInt(most), Long::sum);
  }

  private long moving(String name, long most) {
    return numbers.compute(name, (any, before) -> random.nextLong(most));
  }

  private long step(String name, long step) {
    return numbers.merge(name, Math.max(0, step), (before, any) -> Math.max(0, before + step));
  }

  private boolean chance(int times) {
    return random.nextInt(times) == 0;
  }
}
