// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import io.natschecks.core.report.AuditReport;
import io.natschecks.testkit.server.NatsServerProcess;
import java.time.Duration;
import java.time.Instant;

/** The restart of a server, and the time it takes until the deployment is as before. */
record Restart(Instant stopped, Instant settled) {

  /** Replicas catch up, and clients come back. */
  private static final Duration SETTLING = Duration.ofSeconds(15);

  static Restart of(NatsServerProcess server, SuperCluster deployment) {
    Instant stopped = Instant.now();
    server.stop();
    server.restart();
    deployment.awaitFormed();
    return new Restart(stopped, Instant.now().plus(SETTLING));
  }

  /** Whether it was under way in an audit, or since the audit that this one compares with. */
  boolean touches(AuditReport audit) {
    Instant before = audit.previousAt();
    Instant from = before == null ? audit.takenAt() : before;
    return audit.takenAt().plus(audit.snapshotDuration()).isAfter(stopped)
        && from.isBefore(settled);
  }
}
