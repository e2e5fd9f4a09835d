// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.AckPolicy;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes the configuration of a consumer. */
final class ConsumerConfigDecoder {

  private final Json json;
  private boolean durable;

  ConsumerConfigDecoder(Json json) {
    this.json = json;
  }

  /** Says whether the last one had a durable name, which is no part of what is shared. */
  boolean isDurable() {
    return durable;
  }

  @Nullable ConsumerConfig decode() {
    durable = false;
    if (!json.isObject()) {
      json.enter();
      return null;
    }
    AckPolicy ackPolicy = AckPolicy.OTHER;
    Duration ackWait = Duration.ZERO;
    Limit maxDeliver = Limit.unlimited();
    Limit maxAckPending = Limit.unlimited();
    Limit maxWaiting = Limit.of(0);
    String deliverSubject = null;
    String deliverGroup = null;
    List<String> filterSubjects = List.of();
    int replicas = 0;
    boolean memoryStorage = false;
    Duration inactiveThreshold = null;
    String priorityPolicy = null;
    List<String> priorityGroups = List.of();
    List<Duration> backoff = List.of();
    Map<String, String> metadata = Map.of();
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "durable_name" -> durable = json.hasText();
        case "ack_policy" -> ackPolicy = ackPolicy(json.shared());
        case "ack_wait" -> ackWait = shared(StreamConfigDecoder.orZero(json.nanos()));
        case "max_deliver" -> maxDeliver = json.positiveLimit();
        case "max_ack_pending" -> maxAckPending = json.positiveLimit();
        case "max_waiting" -> maxWaiting = json.limit();
        case "deliver_subject" -> deliverSubject = json.shared();
        case "deliver_group" -> deliverGroup = json.shared();
        case "filter_subject" -> {
          String subject = json.shared();
          filterSubjects =
              subject == null ? filterSubjects : json.interner().share(List.of(subject));
        }
        case "filter_subjects" -> {
          List<String> subjects = json.texts();
          filterSubjects = subjects.isEmpty() ? filterSubjects : subjects;
        }
        case "num_replicas" -> replicas = json.size();
        case "mem_storage" -> memoryStorage = json.flag();
        case "inactive_threshold" -> {
          Duration idle = json.nanos();
          inactiveThreshold = idle == null || idle.isZero() ? null : shared(idle);
        }
        case "priority_policy" -> priorityPolicy = policy(json.shared());
        case "priority_groups" -> priorityGroups = json.texts();
        case "backoff" -> backoff = json.strictList(json::nanos);
        case "metadata" -> metadata = json.textMap();
        default -> json.skip();
      }
    }
    return json.interner()
        .share(
            new ConsumerConfig(
                ackPolicy,
                ackWait,
                maxDeliver,
                maxAckPending,
                maxWaiting,
                deliverSubject,
                deliverGroup,
                filterSubjects,
                replicas,
                memoryStorage,
                inactiveThreshold,
                priorityPolicy,
                priorityGroups,
                backoff,
                metadata));
  }

  private Duration shared(Duration duration) {
    return json.interner().share(duration);
  }

  private static @Nullable String policy(@Nullable String text) {
    return "none".equals(text) ? null : text;
  }

  private static AckPolicy ackPolicy(@Nullable String text) {
    return switch (String.valueOf(text)) {
      case "none" -> AckPolicy.NONE;
      case "all" -> AckPolicy.ALL;
      case "explicit" -> AckPolicy.EXPLICIT;
      default -> AckPolicy.OTHER;
    };
  }
}
