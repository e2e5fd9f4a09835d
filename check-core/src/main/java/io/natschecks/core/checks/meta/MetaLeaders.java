// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import io.natschecks.api.CheckContext;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Stretch;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The leaders of a meta group within a window that ends now and is open at its old end. The history
 * keeps numbers only, so a leader is kept as a hash of its name, and looked up among the servers
 * that are known.
 *
 * @param leaders the runs of one leader within the window, oldest first
 * @param samples how many snapshots of the window named a leader
 * @param isWholeWindow whether the group was followed that long
 */
record MetaLeaders(List<Stretch> leaders, long samples, boolean isWholeWindow) {

  /** The leader that most members name; nothing where none names one. */
  static final Track<MetaPeers> TRACK =
      Track.ofIdentity(
          MetaPeers.TRACKED,
          "meta.leader",
          group -> {
            String leader = group.leader();
            return leader == null ? Track.HOLE : hash(leader);
          });

  static MetaLeaders of(CheckContext context, MetaPeers group, Duration window) {
    Series series = context.series(TRACK, group);
    Instant from = context.now().minus(window);
    List<Stretch> leaders = new ArrayList<>();
    long samples = 0;
    for (Stretch leader : series.stretches()) {
      if (leader.to().isAfter(from)) {
        leaders.add(leader);
        samples += leader.samplesAfter(from);
      }
    }
    boolean reachesBack = series.size() > 0 && !series.timeAt(0).isAfter(from);
    // Reckoned samples of a run are spread evenly, also over a pause in which nobody looked.
    return new MetaLeaders(leaders, Math.min(samples, context.snapshotsAfter(from)), reachesBack);
  }

  /** How often a leader differs from the one before. */
  long changes() {
    return Math.max(0, leaders.size() - 1L);
  }

  /** Each leader with the time at which it was first seen. */
  List<String> sequence(Snapshot current, @Nullable Snapshot previous) {
    Map<Long, String> names = new HashMap<>();
    learn(current, names);
    if (previous != null) {
      learn(previous, names);
    }
    return leaders.stream()
        .map(
            each ->
                each.from()
                    + " "
                    + names.getOrDefault(each.value(), "a server that is not known any more"))
        .toList();
  }

  private static void learn(Snapshot snapshot, Map<Long, String> names) {
    snapshot.servers().forEach(server -> names.put(hash(server.name()), server.name()));
    snapshot.silentServers().forEach(server -> names.put(hash(server.name()), server.name()));
    for (MetaPeers group : MetaPeers.of(snapshot)) {
      for (MetaGroupView view : group.views()) {
        String leader = view.leader();
        if (leader != null) {
          names.put(hash(leader), leader);
        }
        for (Replica replica : view.replicas()) {
          names.put(hash(replica.name()), replica.name());
        }
      }
    }
  }

  /** FNV-1a over the name's characters: the same in every process, and 64 bits wide. */
  static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
