// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.core.Auditor;
import io.natschecks.core.report.AuditReport;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Audits a running deployment, and connects anew where a connection was lost. */
final class LiveRounds implements Round.Maker, AutoCloseable {

  private final Auditor auditor;
  private final Target target;
  private final Severity failOn;
  private final Terminal terminal;
  private final Set<String> refusals = new HashSet<>();
  private Set<String> warnings = Set.of();
  private @Nullable Deployment deployment;
  private @Nullable SnapshotSource source;

  LiveRounds(Auditor auditor, Target target, Severity failOn, Terminal terminal) {
    this.auditor = auditor;
    this.target = target;
    this.failOn = failOn;
    this.terminal = terminal;
  }

  @Override
  public Round next() throws SnapshotException, InterruptedException {
    Deployment current = deployment;
    SnapshotSource known = source;
    if (current == null || known == null || current.isLost() || !current.isWhole()) {
      close();
      current = connect();
      known = target.source(current);
      source = known;
    }
    AuditReport report = auditor.audit(known);
    for (String refusal : target.refusals(current)) {
      if (refusals.add(refusal)) {
        Errors.warn(terminal, refusal);
      }
    }
    return new Round(report, ExitStatus.of(report, failOn, target.isWhole(current, report)));
  }

  /** What was said at the last attempt already is not said again. */
  private Deployment connect() throws InterruptedException {
    Set<String> now = new HashSet<>();
    try {
      Deployment connected =
          target.connect(
              warning -> {
                if (now.add(warning) && !warnings.contains(warning)) {
                  Errors.warn(terminal, warning);
                }
              });
      deployment = connected;
      return connected;
    } finally {
      warnings = now;
    }
  }

  @Override
  public void close() throws InterruptedException {
    Deployment last = deployment;
    deployment = null;
    source = null;
    if (last != null) {
      last.close();
    }
  }
}
