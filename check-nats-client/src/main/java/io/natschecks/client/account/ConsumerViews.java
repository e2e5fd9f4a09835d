// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.account;

import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.PriorityPolicy;
import io.natschecks.api.snapshot.AckPolicy;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.StreamId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps consumers of the client library to the model. */
final class ConsumerViews {

  private ConsumerViews() {}

  /**
   * Maps a consumer.
   *
   * @param server name of the server that answers for consumers without a cluster
   * @param receivedAt when the answer came
   */
  static Consumer consumer(StreamId stream, ConsumerInfo info, String server, Instant receivedAt) {
    ClusterInfo cluster = Views.cluster(info.getClusterInfo());
    String leader = cluster == null || cluster.leader() == null ? server : cluster.leader();
    ConsumerConfiguration config = info.getConsumerConfiguration();
    return Consumer.builder(stream, String.valueOf(info.getName()), leader, leader)
        .durable(config.getDurable() != null)
        .created(Views.timeOr(info.getCreationTime(), Instant.EPOCH))
        .observedAt(Views.timeOr(info.getTimestamp(), receivedAt))
        .config(config(config))
        .cluster(cluster)
        .deliveredConsumerSequence(info.getDelivered().getConsumerSequence())
        .deliveredStreamSequence(info.getDelivered().getStreamSequence())
        .lastDelivered(Views.time(info.getDelivered().getLastActive()))
        .ackFloorConsumerSequence(info.getAckFloor().getConsumerSequence())
        .ackFloorStreamSequence(info.getAckFloor().getStreamSequence())
        .lastAcknowledged(Views.time(info.getAckFloor().getLastActive()))
        .ackPending(info.getNumAckPending())
        .redelivered(info.getRedelivered())
        .waiting((int) Math.min(Integer.MAX_VALUE, info.getNumWaiting()))
        .pending(info.getNumPending())
        .pushBound(info.isPushBound())
        .paused(info.getPaused())
        .build();
  }

  private static ConsumerConfig config(ConsumerConfiguration config) {
    @Nullable String deliverSubject = config.getDeliverSubject();
    Map<String, String> metadata = config.getMetadata();
    return ConsumerConfig.builder()
        .ackPolicy(ackPolicy(config))
        .ackWait(Views.orZero(config.getAckWait()))
        .maxDeliver(Limit.positiveFromServer(config.getMaxDeliver()))
        .maxAckPending(Limit.positiveFromServer(config.getMaxAckPending()))
        .maxWaiting(
            deliverSubject == null ? Limit.fromServer(config.getMaxPullWaiting()) : Limit.of(0))
        .deliverSubject(deliverSubject)
        .deliverGroup(config.getDeliverGroup())
        .filterSubjects(Views.orEmpty(config.getFilterSubjects()))
        .replicas(Math.max(0, config.getNumReplicas()))
        .memoryStorage(config.isMemStorage())
        .inactiveThreshold(Views.positive(config.getInactiveThreshold()))
        .priorityPolicy(priority(config.getPriorityPolicy()))
        .backoff(Views.orEmpty(config.getBackoff()))
        .metadata(metadata == null ? Map.of() : metadata)
        .build();
  }

  private static @Nullable String priority(@Nullable PriorityPolicy policy) {
    return policy == null || policy == PriorityPolicy.None ? null : policy.toString();
  }

  private static AckPolicy ackPolicy(ConsumerConfiguration config) {
    return switch (config.getAckPolicy()) {
      case None -> AckPolicy.NONE;
      case All -> AckPolicy.ALL;
      case Explicit -> AckPolicy.EXPLICIT;
      default -> AckPolicy.OTHER;
    };
  }
}
