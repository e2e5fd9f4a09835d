// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamSource;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decodes a stream of JSZ. */
final class StreamDecoder {

  private final Json json;
  private final Origin origin;

  StreamDecoder(Json json, Origin origin) {
    this.json = json;
    this.origin = origin;
  }

  /**
   * Decodes.
   *
   * @param naming makes the stream's id from its name
   * @param consumers reads the list of consumers; null to pass it by
   */
  @Nullable StreamEntry decode(
      Function<String, StreamId> naming, @Nullable Consumer<StreamId> consumers) {
    StreamId id = null;
    Instant created = null;
    StreamConfig config = null;
    StreamState state = null;
    ClusterInfo cluster = null;
    String raftGroup = null;
    StreamSource mirror = null;
    List<StreamSource> sources = List.of();
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "name" -> {
          String name = json.shared();
          id = name == null ? null : naming.apply(name);
        }
        case "created" -> created = json.time();
        case "config" -> config = StreamConfigDecoder.decode(json);
        case "state" -> state = state();
        case "cluster" -> cluster = ClusterDecoder.decode(json);
        case "stream_raft_group" -> raftGroup = json.shared();
        case "mirror" -> mirror = source();
        case "sources" -> sources = json.strictList(this::source);
        case "consumer_detail" -> {
          if (id == null || consumers == null) {
            json.require(id != null, "stream_detail.name");
            json.skip();
          } else {
            consumers.accept(id);
          }
        }
        default -> json.skip();
      }
    }
    json.require(id != null, "stream_detail.name");
    json.require(created != null, "stream_detail.created");
    json.require(state != null, "state");
    if (json.isFaulty() || id == null || created == null || state == null) {
      return null;
    }
    StreamView view =
        new StreamView(
            origin.id(), origin.name(), state, inGroup(cluster, raftGroup), mirror, sources);
    return new StreamEntry(id, created, config, view);
  }

  /** Before 2.10.4 only the stream, not its cluster, tells the group. */
  private static @Nullable ClusterInfo inGroup(
      @Nullable ClusterInfo cluster, @Nullable String raftGroup) {
    return cluster == null || cluster.raftGroup() != null || raftGroup == null
        ? cluster
        : new ClusterInfo(cluster.name(), cluster.leader(), raftGroup, cluster.replicas());
  }

  private @Nullable StreamState state() {
    if (!json.isObject()) {
      json.enter();
      return null;
    }
    long messages = -1;
    long bytes = -1;
    long firstSequence = -1;
    long lastSequence = -1;
    Instant lastTime = null;
    long subjects = 0;
    long deleted = 0;
    int consumers = 0;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "messages" -> messages = json.count();
        case "bytes" -> bytes = json.count();
        case "first_seq" -> firstSequence = json.count();
        case "last_seq" -> lastSequence = json.count();
        case "last_ts" -> lastTime = json.time();
        case "num_subjects" -> subjects = json.count();
        case "num_deleted" -> deleted = json.count();
        case "consumer_count" -> consumers = json.size();
        default -> json.skip();
      }
    }
    json.require(messages >= 0, "messages");
    json.require(bytes >= 0, "bytes");
    json.require(firstSequence >= 0, "first_seq");
    json.require(lastSequence >= 0, "last_seq");
    return new StreamState(
        messages, bytes, firstSequence, lastSequence, lastTime, subjects, deleted, consumers);
  }

  private @Nullable StreamSource source() {
    String name = null;
    long lag = 0;
    Duration active = null;
    boolean external = false;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "name" -> name = json.shared();
        case "lag" -> lag = json.count();
        case "active" -> active = json.nanos();
        case "external" -> {
          external = json.isObject();
          json.skip();
        }
        default -> json.skip();
      }
    }
    return name == null ? null : new StreamSource(name, lag, active, external);
  }
}
