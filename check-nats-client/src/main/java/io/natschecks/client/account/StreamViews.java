// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.account;

import io.nats.client.api.External;
import io.nats.client.api.MirrorInfo;
import io.nats.client.api.Placement;
import io.nats.client.api.SourceBase;
import io.nats.client.api.SourceInfo;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Compression;
import io.natschecks.api.snapshot.DiscardPolicy;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Retention;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.api.snapshot.StorageType;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamOrigin;
import io.natschecks.api.snapshot.StreamSource;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps streams of the client library to the model. */
final class StreamViews {

  private StreamViews() {}

  /**
   * Maps a stream.
   *
   * @param server name of the server that answers for streams without a cluster
   * @param version its release
   */
  static Stream stream(StreamId id, StreamInfo info, String server, ServerVersion version) {
    ClusterInfo cluster = Views.cluster(info.getClusterInfo());
    String leader = cluster == null || cluster.leader() == null ? server : cluster.leader();
    StreamView view =
        new StreamView(
            leader,
            leader,
            state(info.getStreamState()),
            cluster,
            mirror(info.getMirrorInfo()),
            Views.orEmpty(info.getSourceInfos()).stream().map(StreamViews::source).toList());
    return new Stream(
        id,
        Views.timeOr(info.getCreateTime(), Instant.EPOCH),
        config(info.getConfiguration(), version.isAtLeast(2, 10)),
        List.of(view));
  }

  private static StreamState state(io.nats.client.api.StreamState state) {
    return new StreamState(
        state.getMsgCount(),
        state.getByteCount(),
        state.getFirstSequence(),
        state.getLastSequence(),
        Views.time(state.getLastTime()),
        state.getSubjectCount(),
        state.getDeletedCount(),
        (int) Math.min(Integer.MAX_VALUE, state.getConsumerCount()));
  }

  private static @Nullable StreamSource mirror(@Nullable MirrorInfo mirror) {
    return mirror == null
        ? null
        : source(mirror.getName(), mirror.getLag(), mirror.getActive(), mirror.getExternal());
  }

  private static StreamSource source(SourceInfo source) {
    return source(source.getName(), source.getLag(), source.getActive(), source.getExternal());
  }

  private static StreamSource source(
      @Nullable String name, long lag, @Nullable Duration active, @Nullable External external) {
    // A source that was never heard counts from -1.
    Duration heard = active == null || active.isNegative() ? null : active;
    return new StreamSource(String.valueOf(name), lag, heard, external != null);
  }

  private static StreamConfig config(StreamConfiguration config, boolean compresses) {
    Placement placement = config.getPlacement();
    Map<String, String> metadata = config.getMetadata();
    return StreamConfig.builder()
        .subjects(Views.orEmpty(config.getSubjects()))
        .retention(retention(config))
        .storage(storage(config))
        .discard(discard(config))
        .compression(compresses ? compression(config) : null)
        .replicas(config.getReplicas())
        .maxMessages(Limit.positiveFromServer(config.getMaxMsgs()))
        .maxBytes(Limit.positiveFromServer(config.getMaxBytes()))
        .maxAge(Views.positive(config.getMaxAge()))
        .maxConsumers(Limit.positiveFromServer(config.getMaxConsumers()))
        .maxMessagesPerSubject(Limit.positiveFromServer(config.getMaxMsgsPerSubject()))
        .maxMessageSize(Limit.positiveFromServer(config.getMaximumMessageSize()))
        .duplicateWindow(Views.orZero(config.getDuplicateWindow()))
        .sealed(config.getSealed())
        .denyDelete(config.getDenyDelete())
        .denyPurge(config.getDenyPurge())
        .allowRollup(config.getAllowRollup())
        .allowDirect(config.getAllowDirect())
        .mirrorDirect(config.getMirrorDirect())
        .mirror(config.getMirror() == null ? null : origin(config.getMirror()))
        .sources(Views.orEmpty(config.getSources()).stream().map(StreamViews::origin).toList())
        .placementCluster(placement == null ? null : placement.getCluster())
        .placementTags(placement == null ? List.of() : Views.orEmpty(placement.getTags()))
        .metadata(metadata == null ? Map.of() : metadata)
        .build();
  }

  private static StreamOrigin origin(SourceBase source) {
    @Nullable External external = source.getExternal();
    return new StreamOrigin(
        String.valueOf(source.getName()), external == null ? null : external.getApi());
  }

  private static Retention retention(StreamConfiguration config) {
    return switch (config.getRetentionPolicy()) {
      case Limits -> Retention.LIMITS;
      case Interest -> Retention.INTEREST;
      case WorkQueue -> Retention.WORK_QUEUE;
    };
  }

  private static StorageType storage(StreamConfiguration config) {
    return switch (config.getStorageType()) {
      case File -> StorageType.FILE;
      case Memory -> StorageType.MEMORY;
    };
  }

  private static DiscardPolicy discard(StreamConfiguration config) {
    return switch (config.getDiscardPolicy()) {
      case Old -> DiscardPolicy.OLD;
      case New -> DiscardPolicy.NEW;
    };
  }

  private static Compression compression(StreamConfiguration config) {
    return switch (config.getCompressionOption()) {
      case None -> Compression.NONE;
      case S2 -> Compression.S2;
    };
  }
}
