// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import io.nats.client.Connection;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.CaptureFile;
import io.natschecks.client.HttpSnapshotSource;
import io.natschecks.client.NatsSnapshotSource;
import io.natschecks.core.Auditor;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditReport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Audits over the system account, every five seconds, and every tenth time over HTTP too. Each way
 * has an auditor of its own, so that each compares with what it saw before.
 */
final class Audits implements AutoCloseable {

  static final int SECONDS = 5;

  private static final int OVER_HTTP = 10;
  private static final long END_SECONDS = 60;

  /** No endpoint shows the limits of accounts in configuration files. */
  private static final AuditConfig CONFIG =
      AuditConfig.builder()
          .parameter(
              "ACCOUNTS_001",
              "connection_limits",
              Map.of(SuperCluster.ACME, 500, SuperCluster.BETA, 500))
          .build();

  private final Auditor overSystemAccount = Auditor.builder().config(CONFIG).build();
  private final Auditor overHttp = Auditor.builder().config(CONFIG).build();
  private final SnapshotSource systemAccount;
  private final SnapshotSource http;
  private final List<AuditReport> reports = new CopyOnWriteArrayList<>();
  private final List<Exception> failures = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread audits = new Thread(task, "audits");
            audits.setDaemon(true);
            return audits;
          });

  private volatile int made;

  /** Records what the servers said, so that each finding can be held against it. */
  Audits(
      SuperCluster deployment, Connection system, List<Connection> tenants, CaptureFile capture) {
    this.systemAccount =
        NatsSnapshotSource.builder(system).accounts(tenants).build().recordTo(capture);
    this.http = HttpSnapshotSource.of(deployment.monitors());
  }

  void start() {
    var unused = thread.scheduleAtFixedRate(this::audit, 0, SECONDS, TimeUnit.SECONDS);
  }

  private void audit() {
    try {
      reports.add(overSystemAccount.audit(systemAccount));
      if (made % OVER_HTTP == 0) {
        reports.add(overHttp.audit(http));
      }
      made++;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      failures.add(e);
    }
  }

  /** How many audits were made, those over HTTP not counted. */
  int made() {
    return made;
  }

  /** The reports so far, over either way. */
  List<AuditReport> reports() {
    return List.copyOf(reports);
  }

  /** Why audits failed. */
  List<Exception> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
      thread.shutdownNow();
    }
    overSystemAccount.close();
    overHttp.close();
  }
}
