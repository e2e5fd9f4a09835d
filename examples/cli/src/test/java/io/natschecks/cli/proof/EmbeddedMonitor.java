// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import io.nats.client.Connection;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.ObjectStoreConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.monitor.EventChannel;
import io.natschecks.api.monitor.Lease;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.BucketHistoryStore;
import io.natschecks.client.BucketLease;
import io.natschecks.client.NatsSnapshotSource;
import io.natschecks.client.StreamEventChannel;
import io.natschecks.core.Auditor;
import io.natschecks.core.monitor.AuditEvent;
import io.natschecks.core.monitor.AuditListener;
import io.natschecks.core.monitor.AuditMonitor;
import io.natschecks.core.monitor.EventPublisher;
import io.natschecks.core.monitor.MonitorStatus;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** What the page check-core/docs/monitor.md shows, for real. */
final class EmbeddedMonitor {

  private EmbeddedMonitor() {}

  static AuditMonitor one(Connection system, AuditListener pager) {
    AuditMonitor monitor =
        AuditMonitor.builder(NatsSnapshotSource.of(system))
            .interval(Duration.ofMinutes(1))
            .listener(pager)
            .build();
    monitor.start();
    return monitor;
  }

  static AuditListener pager(Consumer<String> pages) {
    AuditListener pager =
        new AuditListener() {
          @Override
          public void opened(AuditedFinding finding, AuditReport report) {
            if (!finding.isConsequence()) {
              pages.accept(finding.finding().message());
            }
          }

          @Override
          public void cannotSee(Instant since, String problem) {
            pages.accept("Nobody knows how the deployment fares: " + problem);
          }
        };
    return pager;
  }

  static boolean isWell(AuditMonitor monitor) {
    MonitorStatus status = monitor.status();
    boolean isWell =
        switch (status.state()) {
          case WATCHING, STANDBY -> true;
          case STARTING, CANNOT_SEE, CLOSED -> false;
        };
    return isWell;
  }

  static Lease lease(Connection connection, String instance, Duration length, int replicas) {
    Lease lease =
        BucketLease.creating(
            connection,
            KeyValueConfiguration.builder("CHECKS_LEASE").ttl(length).replicas(replicas).build(),
            "production",
            instance);
    return lease;
  }

  static EventChannel events(Connection connection, int replicas) {
    EventChannel events =
        StreamEventChannel.creating(
            connection,
            StreamConfiguration.builder()
                .name("CHECKS")
                .subjects("checks.events.>")
                .maxAge(Duration.ofDays(30))
                .maxBytes(1_000_000_000)
                .replicas(replicas)
                .build(),
            "checks.events");
    return events;
  }

  static BucketHistoryStore history(Connection connection, int replicas) {
    BucketHistoryStore history =
        BucketHistoryStore.creating(
            connection,
            ObjectStoreConfiguration.builder("CHECKS_HISTORY").replicas(replicas).build(),
            "production");
    return history;
  }

  static AuditMonitor.Builder several(
      SnapshotSource source,
      Auditor.Builder auditor,
      BucketHistoryStore history,
      Lease lease,
      EventChannel events,
      String instance) {
    AuditMonitor.Builder monitor =
        AuditMonitor.builder(source)
            .auditor(auditor.history(history))
            .lease(lease)
            .listener(EventPublisher.to(events, instance));
    return monitor;
  }

  static EventChannel.Following follow(EventChannel events, Consumer<AuditEvent> board)
      throws IOException {
    EventChannel.Following following =
        events.follow(Instant.EPOCH, json -> board.accept(read(json)));
    return following;
  }

  private static AuditEvent read(byte[] json) {
    try {
      return AuditEvent.fromJson(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("someone else publishes here, too", e);
    }
  }
}
