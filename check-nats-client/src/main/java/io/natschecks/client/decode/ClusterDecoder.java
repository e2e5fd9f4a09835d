// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.MetaSnapshot;
import io.natschecks.api.snapshot.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes what members say of their Raft group: of streams, of consumers, and the meta group. */
final class ClusterDecoder {

  private static final Comparator<Replica> ORDER =
      Comparator.comparing(Replica::name)
          .thenComparing(Replica::peer, Comparator.nullsFirst(Comparator.naturalOrder()));

  private ClusterDecoder() {}

  static @Nullable ClusterInfo decode(Json json) {
    if (!json.isObject()) {
      json.enter();
      return null;
    }
    String name = null;
    String leader = null;
    String raftGroup = null;
    List<Replica> replicas = List.of();
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "name" -> name = json.shared();
        case "leader" -> leader = json.shared();
        case "raft_group" -> raftGroup = json.shared();
        case "replicas" -> replicas = replicas(json);
        default -> json.skip();
      }
    }
    ClusterInfo info = new ClusterInfo(name, leader, raftGroup, replicas);
    return replicas.isEmpty() ? json.interner().share(info) : info;
  }

  static @Nullable MetaGroupView meta(Json json, Origin origin) {
    if (!json.isObject()) {
      json.enter();
      return null;
    }
    MetaGroupView.Builder view = MetaGroupView.builder(origin.id(), origin.name());
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "name" -> view.name(json.shared());
        case "leader" -> view.leader(json.shared());
        case "cluster_size" -> view.clusterSize(json.size());
        case "replicas" -> view.replicas(replicas(json));
        case "pending" -> view.pending(json.count());
        case "pending_requests" -> view.pendingRequests(json.count());
        case "pending_infos" -> view.pendingInfos(json.count());
        case "snapshot" -> view.snapshot(snapshot(json));
        case "quorum_needed" -> view.quorumNeeded(json.size());
        case "rescue" -> view.rescue(json.flag());
        default -> json.skip();
      }
    }
    return view.build();
  }

  private static @Nullable MetaSnapshot snapshot(Json json) {
    if (!json.isObject()) {
      json.enter();
      return null;
    }
    Instant lastTime = null;
    Duration lastDuration = null;
    long entries = 0;
    long bytes = 0;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "last_time" -> lastTime = json.time();
        case "last_duration" -> lastDuration = json.nanos();
        case "pending_entries" -> entries = json.count();
        case "pending_size" -> bytes = json.count();
        default -> json.skip();
      }
    }
    return new MetaSnapshot(lastTime, lastTime == null ? null : lastDuration, entries, bytes);
  }

  /** Reads the replicas. One that is wrong spoils its group: a group of fewer would be a lie. */
  private static List<Replica> replicas(Json json) {
    List<Replica> replicas = new ArrayList<>(json.strictList(() -> replica(json)));
    replicas.sort(ORDER);
    return List.copyOf(replicas);
  }

  private static @Nullable Replica replica(Json json) {
    String name = null;
    String peer = null;
    boolean current = false;
    boolean offline = false;
    Duration active = null;
    long lag = 0;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "name" -> name = json.shared();
        case "peer" -> peer = json.shared();
        case "current" -> current = json.flag();
        case "offline" -> offline = json.flag();
        case "active" -> active = json.roughNanos();
        case "lag" -> lag = json.count();
        default -> json.skip();
      }
    }
    String known = name == null ? peer : name;
    json.require(known != null, "replicas.name");
    return known == null
        ? null
        : json.interner().share(new Replica(known, peer, current, offline, active, lag));
  }
}
