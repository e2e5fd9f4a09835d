// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import io.natschecks.api.CheckContext;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.shared.Followed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The leaders of a meta group within a window that ends now and is open at its old end. The history
 * keeps numbers only, so a leader is kept as a hash of its name, and looked up among the servers
 * that are known.
 *
 * @param times when each leader was seen
 * @param hashes the leaders, oldest first
 * @param isWholeWindow whether the group was followed that long
 */
record MetaLeaders(List<Instant> times, List<Long> hashes, boolean isWholeWindow) {

  /** The leader that most members name; nothing where none names one. */
  static final Track<MetaPeers> TRACK =
      Track.of(
          "meta.leader",
          MetaPeers::of,
          MetaPeers::key,
          group -> {
            String leader = group.leader();
            return leader == null ? OptionalLong.empty() : OptionalLong.of(hash(leader));
          });

  static MetaLeaders of(CheckContext context, MetaPeers group, Duration window) {
    Series series = context.series(TRACK, group);
    Instant from = context.now().minus(window);
    List<Instant> times = new ArrayList<>();
    List<Long> hashes = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      if (series.timeAt(i).isAfter(from)) {
        times.add(series.timeAt(i));
        hashes.add(series.valueAt(i));
      }
    }
    boolean reachesBack = series.size() > 0 && !series.timeAt(0).isAfter(from);
    boolean isFull =
        window.compareTo(context.window()) <= 0 && Followed.forWholeWindow(context, series);
    return new MetaLeaders(times, hashes, reachesBack || isFull);
  }

  int samples() {
    return hashes.size();
  }

  /** How often a leader differs from the one before. */
  long changes() {
    long changes = 0;
    for (int i = 1; i < hashes.size(); i++) {
      if (!hashes.get(i).equals(hashes.get(i - 1))) {
        changes++;
      }
    }
    return changes;
  }

  /** Each leader with the time at which it was first seen. */
  List<String> sequence(Snapshot current, @Nullable Snapshot previous) {
    Map<Long, String> names = new HashMap<>();
    learn(current, names);
    if (previous != null) {
      learn(previous, names);
    }
    List<String> sequence = new ArrayList<>();
    for (int i = 0; i < hashes.size(); i++) {
      if (i == 0 || !hashes.get(i).equals(hashes.get(i - 1))) {
        String name = names.getOrDefault(hashes.get(i), "a server that is not known any more");
        sequence.add(times.get(i) + " " + name);
      }
    }
    return sequence;
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
