// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import io.natschecks.api.Check;
import io.natschecks.api.Entity;
import io.natschecks.api.Severity;
import io.natschecks.api.history.HistoryStore;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.core.Auditor;
import io.natschecks.core.FakeCheck;
import io.natschecks.core.config.AuditConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rounds without threads, with a clock and a deployment in the hands of a test. Servers whose names
 * start with bad are found, those whose names end with ! as critical.
 */
final class Desk {

  static final Check CHECK =
      FakeCheck.of(
          "ACME_001",
          context ->
              context
                  .over(context.current().servers(), Entity::of)
                  .judge(
                      (server, verdict) -> {
                        if (server.id().startsWith("bad")) {
                          verdict
                              .finding()
                              .severity(
                                  server.id().endsWith("!") ? Severity.CRITICAL : Severity.WARNING)
                              .message("is bad");
                        }
                      }));

  final ManualClock clock = new ManualClock();
  final Attempt attempt = new Attempt();
  final Heard heard = new Heard();
  final @Nullable LeaseKeeper keeper;
  final Rounds rounds;
  private final Mailbox mailbox = new Mailbox(heard, 100);
  private SnapshotSource deployment = plan -> snapshot();

  Desk() {
    this(null, null);
  }

  Desk(@Nullable ManualLease lease, @Nullable HistoryStore store) {
    this(lease, store, AuditConfig.DEFAULT);
  }

  Desk(@Nullable ManualLease lease, @Nullable HistoryStore store, AuditConfig config) {
    this.keeper = lease == null ? null : new LeaseKeeper(lease, attempt::interrupt);
    Auditor.Builder auditors = Auditor.builder().checks(List.of(CHECK)).config(config);
    if (lease != null) {
      auditors.lease(lease);
    }
    if (store != null) {
      auditors.history(store);
    }
    Duration minute = Duration.ofMinutes(1);
    this.rounds =
        new Rounds(
            new Rounds.Plan(
                plan -> deployment.take(plan),
                auditors,
                minute,
                minute.multipliedBy(5),
                new Backoff(minute, minute.multipliedBy(10), () -> 0),
                clock),
            keeper,
            attempt,
            mailbox::put);
  }

  /** From now on the deployment has these servers. */
  void has(String... servers) {
    deployment = plan -> snapshot(servers);
  }

  void answers(SnapshotSource answer) {
    deployment = answer;
  }

  void fallsSilent(String why) {
    deployment =
        plan -> {
          throw new SnapshotException(why);
        };
  }

  Snapshot snapshot(String... servers) {
    return Snapshot.builder(clock.instant())
        .source("test")
        .servers(Arrays.stream(servers).map(Desk::server).toList())
        .build();
  }

  /** The name is the id without the exclamation mark, which says how bad it is. */
  private static Server server(String id) {
    return Server.builder(id, id.replace("!", "")).cluster("hub").build();
  }

  /** Does a round, and lets the time pass until the next. */
  List<String> round() throws InterruptedException {
    clock.pass(step());
    return heard.lines();
  }

  /** Does a round; the time stands still. */
  Duration step() throws InterruptedException {
    Duration pause = rounds.next();
    while (mailbox.tellNext()) {
      // Until all is told.
    }
    return pause;
  }
}
