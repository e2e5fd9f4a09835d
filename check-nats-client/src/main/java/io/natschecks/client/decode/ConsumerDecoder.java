// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.StreamId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the consumers of one stream in JSZ. It is the hot path: it makes nothing it can share.
 */
final class ConsumerDecoder {

  private final Json json;
  private final Origin origin;
  private final StreamId stream;
  private final Instant answeredAt;
  private final ConsumerConfigDecoder configs;

  private long consumerSequence;
  private long streamSequence;
  private @Nullable Instant lastActive;

  ConsumerDecoder(Json json, Origin origin, StreamId stream, Instant answeredAt) {
    this.json = json;
    this.origin = origin;
    this.stream = stream;
    this.answeredAt = answeredAt;
    this.configs = new ConsumerConfigDecoder(json);
  }

  @Nullable Consumer decode() {
    String name = null;
    Instant created = null;
    Instant observedAt = null;
    ConsumerConfig config = null;
    boolean durable = false;
    ClusterInfo cluster = null;
    long deliveredConsumer = -1;
    long deliveredStream = -1;
    Instant lastDelivered = null;
    long floorConsumer = -1;
    long floorStream = -1;
    Instant lastAcknowledged = null;
    long ackPending = -1;
    long redelivered = 0;
    int waiting = 0;
    long pending = -1;
    boolean pushBound = false;
    boolean paused = false;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "name" -> name = json.text();
        case "created" -> created = json.time();
        case "ts" -> observedAt = json.roughTime();
        case "config" -> {
          config = configs.decode();
          durable = configs.isDurable();
        }
        case "cluster" -> cluster = ClusterDecoder.decode(json);
        case "delivered" -> {
          sequences();
          deliveredConsumer = consumerSequence;
          deliveredStream = streamSequence;
          lastDelivered = lastActive;
        }
        case "ack_floor" -> {
          sequences();
          floorConsumer = consumerSequence;
          floorStream = streamSequence;
          lastAcknowledged = lastActive;
        }
        case "num_ack_pending" -> ackPending = json.count();
        case "num_redelivered" -> redelivered = json.count();
        case "num_waiting" -> waiting = json.size();
        case "num_pending" -> pending = json.count();
        case "push_bound" -> pushBound = json.flag();
        case "paused" -> paused = json.flag();
        default -> json.skip();
      }
    }
    json.require(name != null, "consumer_detail.name");
    json.require(created != null, "consumer_detail.created");
    json.require((deliveredConsumer | deliveredStream) >= 0, "delivered");
    json.require((floorConsumer | floorStream) >= 0, "ack_floor");
    json.require(ackPending >= 0, "num_ack_pending");
    json.require(pending >= 0, "num_pending");
    if (json.isFaulty() || name == null || created == null) {
      return null;
    }
    return new Consumer(
        stream,
        name,
        origin.id(),
        origin.name(),
        durable,
        created,
        observedAt == null ? answeredAt : observedAt,
        config,
        cluster,
        deliveredConsumer,
        deliveredStream,
        lastDelivered,
        floorConsumer,
        floorStream,
        lastAcknowledged,
        ackPending,
        redelivered,
        waiting,
        pending,
        pushBound,
        paused,
        List.of());
  }

  private void sequences() {
    consumerSequence = -1;
    streamSequence = -1;
    lastActive = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "consumer_seq" -> consumerSequence = json.count();
        case "stream_seq" -> streamSequence = json.count();
        case "last_active" -> lastActive = json.time();
        default -> json.skip();
      }
    }
  }
}
