// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.core.checks.shared.EffectiveReplicas;
import org.jspecify.annotations.Nullable;

/**
 * The stream or consumer that a Raft group belongs to.
 *
 * @param stream names the stream, or the stream that the consumer reads
 * @param consumer name of the consumer; null for a stream
 * @param replicas how many members its configuration asks for, or {@link EffectiveReplicas#UNKNOWN}
 * @param moves whether it has more members now than it is to have, or its stream has
 */
record GroupOwner(StreamId stream, @Nullable String consumer, int replicas, boolean moves) {

  static GroupOwner of(Stream stream) {
    StreamConfig config = stream.config();
    int replicas = config == null ? EffectiveReplicas.UNKNOWN : config.replicas();
    StreamView leader = stream.leaderView();
    int members = 0;
    if (leader != null) {
      members = members(leader.cluster());
    } else {
      for (StreamView view : stream.views()) {
        members = Math.max(members, members(view.cluster()));
      }
    }
    return new GroupOwner(stream.id(), null, replicas, members > replicas);
  }

  static GroupOwner of(Consumer consumer, @Nullable Stream stream) {
    int replicas = EffectiveReplicas.of(consumer, stream);
    boolean moves = members(consumer.cluster()) > replicas || (stream != null && of(stream).moves);
    return new GroupOwner(consumer.stream(), consumer.name(), replicas, moves);
  }

  /** Who answers is no replica of its own list, unless the group has no leader. */
  private static int members(@Nullable ClusterInfo info) {
    if (info == null) {
      return 1;
    }
    return info.replicas().size() + (info.leader() == null ? 0 : 1);
  }

  FindingBuilder describe(FindingBuilder finding) {
    return finding.with("stream", stream.name()).with("consumer", consumer);
  }

  /** The owner for people. */
  String text() {
    String parent = "stream " + Display.name(stream.name());
    return consumer == null ? parent : "consumer " + Display.name(consumer) + " of " + parent;
  }
}
