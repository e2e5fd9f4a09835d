// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Compression;
import io.natschecks.api.snapshot.DiscardPolicy;
import io.natschecks.api.snapshot.Retention;
import io.natschecks.api.snapshot.StorageType;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamOrigin;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decodes the configuration of a stream. */
final class StreamConfigDecoder {

  private StreamConfigDecoder() {}

  static @Nullable StreamConfig decode(Json json) {
    if (!json.isObject()) {
      json.enter();
      return null;
    }
    StreamConfig.Builder config = StreamConfig.builder();
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "subjects" -> config.subjects(json.texts());
        case "retention" -> config.retention(retention(json.shared()));
        case "storage" -> config.storage(storage(json.shared()));
        case "discard" -> config.discard(discard(json.shared()));
        case "compression" -> config.compression(compression(json.shared()));
        case "num_replicas" -> config.replicas(json.size());
        case "max_msgs" -> config.maxMessages(json.positiveLimit());
        case "max_bytes" -> config.maxBytes(json.positiveLimit());
        case "max_age" -> config.maxAge(positive(json.nanos()));
        case "max_consumers" -> config.maxConsumers(json.positiveLimit());
        case "max_msgs_per_subject" -> config.maxMessagesPerSubject(json.positiveLimit());
        case "max_msg_size" -> config.maxMessageSize(json.positiveLimit());
        case "duplicate_window" -> config.duplicateWindow(orZero(json.nanos()));
        case "sealed" -> config.sealed(json.flag());
        case "deny_delete" -> config.denyDelete(json.flag());
        case "deny_purge" -> config.denyPurge(json.flag());
        case "allow_rollup_hdrs" -> config.allowRollup(json.flag());
        case "allow_direct" -> config.allowDirect(json.flag());
        case "mirror_direct" -> config.mirrorDirect(json.flag());
        case "mirror" -> config.mirror(origin(json));
        case "sources" -> config.sources(json.strictList(() -> origin(json)));
        case "placement" -> placement(json, config);
        case "metadata" -> config.metadata(json.textMap());
        default -> json.skip();
      }
    }
    return json.interner().share(config.build());
  }

  private static void placement(Json json, StreamConfig.Builder config) {
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "cluster" -> config.placementCluster(json.shared());
        case "tags" -> config.placementTags(json.texts());
        default -> json.skip();
      }
    }
  }

  private static @Nullable StreamOrigin origin(Json json) {
    String name = null;
    String api = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "name" -> name = json.shared();
        case "external" -> {
          for (String inner = json.enter(); inner != null; inner = json.next()) {
            if (inner.equals("api")) {
              api = json.shared();
            } else {
              json.skip();
            }
          }
        }
        default -> json.skip();
      }
    }
    return name == null ? null : new StreamOrigin(name, api);
  }

  private static @Nullable Duration positive(@Nullable Duration duration) {
    return duration == null || duration.isZero() ? null : duration;
  }

  static Duration orZero(@Nullable Duration duration) {
    return duration == null ? Duration.ZERO : duration;
  }

  private static Retention retention(@Nullable String text) {
    return switch (String.valueOf(text)) {
      case "limits" -> Retention.LIMITS;
      case "interest" -> Retention.INTEREST;
      case "workqueue" -> Retention.WORK_QUEUE;
      default -> Retention.OTHER;
    };
  }

  private static StorageType storage(@Nullable String text) {
    return switch (String.valueOf(text)) {
      case "file" -> StorageType.FILE;
      case "memory" -> StorageType.MEMORY;
      default -> StorageType.OTHER;
    };
  }

  private static DiscardPolicy discard(@Nullable String text) {
    return switch (String.valueOf(text)) {
      case "old" -> DiscardPolicy.OLD;
      case "new" -> DiscardPolicy.NEW;
      default -> DiscardPolicy.OTHER;
    };
  }

  private static Compression compression(@Nullable String text) {
    return switch (String.valueOf(text)) {
      case "none" -> Compression.NONE;
      case "s2" -> Compression.S2;
      default -> Compression.OTHER;
    };
  }
}
