// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.natschecks.api.monitor.EventChannel;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.NatsSnapshotSource;
import io.natschecks.core.Auditor;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.monitor.AuditListener;
import io.natschecks.core.monitor.AuditMonitor;
import io.natschecks.core.monitor.MonitorStatus.State;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * One of several instances of a host, as a process of its own. It writes what it does, a line each.
 */
final class MonitorInstance {

  /** An account without limits is one of these findings for as long as it is there. */
  private static final AuditConfig CONFIG =
      AuditConfig.builder().only("META_001", "META_002", "OPT_SYS_008").build();

  private MonitorInstance() {}

  /** Runs until it is told to end: name, servers, password, length of the lease. */
  public static void main(String[] args) throws Exception {
    String name = args[0];
    String servers = args[1];
    try (Connection system = connect(servers, args[2], args[3]);
        Connection acme = connect(servers, "acme", "secret");
        NatsSnapshotSource source = NatsSnapshotSource.of(system)) {
      EventChannel events = EmbeddedMonitor.events(acme, 3);
      AuditMonitor monitor =
          EmbeddedMonitor.several(
                  written(source),
                  Auditor.builder().config(CONFIG),
                  EmbeddedMonitor.history(acme, 3),
                  EmbeddedMonitor.lease(acme, name, Duration.parse(args[4]), 3),
                  events,
                  name)
              .interval(Duration.ofMillis(500))
              .saveEvery(Duration.ofSeconds(1))
              .listener(new Written())
              .build();
      Runtime.getRuntime().addShutdownHook(new Thread(monitor::close));
      EmbeddedMonitor.follow(
          events,
          event ->
              line(
                  "event "
                      + event.type()
                      + " from "
                      + event.instance()
                      + (event.finding() == null ? "" : " " + event.finding().key())));
      monitor.start();
      State last = null;
      while (true) {
        State state = monitor.status().state();
        if (state != last) {
          line("state " + state);
        }
        last = state;
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }

  private static Connection connect(String servers, String user, String password) throws Exception {
    return Nats.connect(
        new Options.Builder()
            .servers(servers.split(","))
            .userInfo(user, password)
            .maxReconnects(-1)
            .errorListener(new ErrorListener() {})
            .build());
  }

  private static SnapshotSource written(SnapshotSource source) {
    return plan -> {
      line("snapshot begins");
      try {
        return source.take(plan);
      } finally {
        line("snapshot ends");
      }
    };
  }

  private static synchronized void line(String text) {
    System.out.println(Instant.now() + " " + text);
  }

  private static final class Written implements AuditListener {
    @Override
    public void opened(AuditedFinding finding, AuditReport report) {
      line("opened " + finding.finding().key() + " " + finding.since());
    }

    @Override
    public void ongoing(AuditedFinding finding, AuditReport report) {
      line("ongoing " + finding.finding().key() + " " + finding.since() + " " + finding.times());
    }

    @Override
    public void audited(AuditReport report) {
      line("audited");
    }
  }
}
