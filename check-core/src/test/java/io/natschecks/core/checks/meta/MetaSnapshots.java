// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.MetaGroup;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Meta groups as their members see them; servers are called n1, n2 and so on. */
final class MetaSnapshots {

  static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  private MetaSnapshots() {}

  static Replica online(String name) {
    return new Replica(name, "peer-" + name, true, false, Duration.ofMillis(200), 0);
  }

  static Replica offline(String name) {
    return new Replica(name, "peer-" + name, false, true, Duration.ofSeconds(300), 0);
  }

  /** What a member says that follows a leader, or knows none. */
  static MetaGroupView view(String server, @Nullable String leader, int size, Replica... others) {
    return MetaGroupView.builder(idOf(server), server)
        .name("A")
        .leader(leader)
        .clusterSize(size)
        .replicas(List.of(others))
        .pending(0L)
        .build();
  }

  /** A group led by n1, of which the last members are offline; it has no leader without quorum. */
  static Snapshot group(int size, int offline) {
    int online = size - offline;
    String leader = 2 * online > size ? "n1" : null;
    MetaGroupView[] views =
        IntStream.rangeClosed(1, online)
            .mapToObj(
                self ->
                    view(
                        "n" + self,
                        leader,
                        size,
                        IntStream.rangeClosed(1, size)
                            .filter(other -> other != self || leader == null)
                            .mapToObj(
                                other ->
                                    other > online ? offline("n" + other) : online("n" + other))
                            .toArray(Replica[]::new)))
            .toArray(MetaGroupView[]::new);
    return of(views);
  }

  static Snapshot of(MetaGroupView... views) {
    return at(NOW, views);
  }

  static Snapshot at(Instant time, MetaGroupView... views) {
    return at(time, new MetaGroup("hub", List.of(views)));
  }

  static Snapshot at(Instant time, MetaGroup... groups) {
    List<Server> servers =
        Stream.of(groups)
            .flatMap(group -> group.views().stream().map(view -> server(group, view)))
            .toList();
    return Snapshot.builder(time)
        .servers(servers)
        .metaGroups(List.of(groups))
        .coverage(Coverage.builder().gathered(Section.JSZ).build())
        .build();
  }

  private static Server server(MetaGroup group, MetaGroupView view) {
    return Server.builder(view.serverId(), view.serverName())
        .cluster(view.name())
        .jetStream(true)
        .domain(group.domain())
        .jetStreamServer(JetStreamServer.builder(true).metaGroup(view).build())
        .build();
  }

  static String idOf(String server) {
    return "ID-" + server;
  }
}
