// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamView;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** To which stream or consumer each Raft group belongs. */
final class GroupOwners {

  /** Names of groups are unique in it. */
  private record Scope(@Nullable String domain, String account) {

    static Scope of(StreamId stream) {
      return new Scope(stream.domain(), stream.account());
    }
  }

  private final Snapshot snapshot;
  private final Map<Scope, Map<String, Stream>> streams = new HashMap<>();
  private final Map<Scope, Map<String, Consumer>> consumers = new HashMap<>();

  private GroupOwners(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  static GroupOwners of(Snapshot snapshot) {
    GroupOwners owners = new GroupOwners(snapshot);
    for (Stream stream : snapshot.streams()) {
      for (StreamView view : stream.views()) {
        add(owners.streams, stream.id(), view.cluster(), stream);
      }
    }
    for (Consumer consumer : snapshot.consumers()) {
      add(owners.consumers, consumer.stream(), consumer.cluster(), consumer);
    }
    return owners;
  }

  private static <E> void add(
      Map<Scope, Map<String, E>> owners, StreamId stream, @Nullable ClusterInfo info, E owner) {
    String group = info == null ? null : info.raftGroup();
    if (group != null) {
      owners.computeIfAbsent(Scope.of(stream), key -> new HashMap<>()).putIfAbsent(group, owner);
    }
  }

  /** The owner of a group; null if none is known. */
  @Nullable GroupOwner of(RaftNode node) {
    Scope scope = new Scope(RaftGroup.domain(snapshot, node), node.account());
    Stream stream = streams.getOrDefault(scope, Map.of()).get(node.group());
    if (stream != null) {
      return GroupOwner.of(stream);
    }
    Consumer consumer = consumers.getOrDefault(scope, Map.of()).get(node.group());
    return consumer == null ? null : GroupOwner.of(consumer, snapshot.stream(consumer.stream()));
  }
}
