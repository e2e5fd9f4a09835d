// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.StreamId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins what servers say of consumers: the leader's view is kept and all others go. While there is
 * none, the view of the server with the smallest name stays, and what the others say of the group.
 */
final class ConsumerMerger {

  private static final Comparator<Consumer> BY_SERVER =
      Comparator.comparing(Consumer::serverName)
          .thenComparing(Consumer::serverId)
          .thenComparing(Consumer::observedAt, Comparator.reverseOrder());

  /** Two may claim to lead while the lead moves: the one that got further does. */
  private static final Comparator<Consumer> BY_PROGRESS =
      Comparator.comparingLong(Consumer::deliveredConsumerSequence)
          .thenComparingLong(Consumer::deliveredStreamSequence)
          .thenComparingLong(Consumer::ackFloorStreamSequence)
          .thenComparing(Consumer::observedAt)
          .reversed()
          .thenComparing(BY_SERVER);

  private static final class Slot {
    private Consumer best;
    private @Nullable Map<String, ClusterInfo> survivors;

    Slot(Consumer first) {
      best = first;
      if (!first.isLeaderView()) {
        survive(first);
      }
    }

    void add(Consumer other) {
      if (other.isLeaderView()) {
        if (!best.isLeaderView() || BY_PROGRESS.compare(other, best) < 0) {
          best = other;
        }
        survivors = null;
      } else if (!best.isLeaderView()) {
        if (BY_SERVER.compare(other, best) < 0) {
          best = other;
        }
        survive(other);
      }
    }

    private void survive(Consumer view) {
      if (survivors == null) {
        survivors = new TreeMap<>();
      }
      if (view.cluster() != null) {
        survivors.put(view.serverName() + '\u0000' + view.serverId(), view.cluster());
      }
    }

    Consumer result() {
      return survivors == null
          ? best
          : best.toBuilder().survivors(List.copyOf(survivors.values())).build();
    }
  }

  private final Map<StreamId, Map<String, Slot>> slots = new HashMap<>();

  /** Takes the consumers of an answer, those of one stream together. */
  void add(List<Consumer> consumers) {
    StreamId stream = null;
    Map<String, Slot> ofStream = Map.of();
    for (Consumer consumer : consumers) {
      if (!consumer.stream().equals(stream)) {
        stream = consumer.stream();
        ofStream = slots.computeIfAbsent(stream, id -> new HashMap<>());
      }
      Slot slot = ofStream.get(consumer.name());
      if (slot == null) {
        ofStream.put(consumer.name(), new Slot(consumer));
      } else {
        slot.add(consumer);
      }
    }
  }

  List<Consumer> merge() {
    List<Consumer> merged = new ArrayList<>();
    slots.values().forEach(of -> of.values().forEach(slot -> merged.add(slot.result())));
    return merged;
  }
}
