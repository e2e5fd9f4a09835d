// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import io.natschecks.core.report.AcceptedFinding;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Something to be told to listeners. */
@FunctionalInterface
interface News {

  /** Tells it, call by call. */
  void tell(Consumer<Consumer<AuditListener>> listener);

  static News of(AuditReport report) {
    return listener -> {
      report.findings().forEach(each -> found(each, report, listener));
      for (AuditedFinding each : report.resolved()) {
        if (!each.flapping()) {
          listener.accept(to -> to.resolved(each, report));
        }
      }
      for (AcceptedFinding each : report.accepted().findings()) {
        if (each.finding().state() == AuditedFinding.State.NEW && each.finding().times() > 1) {
          listener.accept(to -> to.accepted(each, report));
        }
      }
      listener.accept(to -> to.audited(report));
    };
  }

  private static void found(
      AuditedFinding finding, AuditReport report, Consumer<Consumer<AuditListener>> listener) {
    if (finding.before() != null) {
      listener.accept(to -> to.severityChanged(finding, report));
    } else if (report.takenAt().equals(finding.flappingSince())) {
      listener.accept(to -> to.flapping(finding, report));
    } else if (finding.flapping()) {
      return;
    } else if (finding.state() == AuditedFinding.State.NEW) {
      listener.accept(to -> to.opened(finding, report));
    } else {
      listener.accept(to -> to.ongoing(finding, report));
    }
  }

  static News cannotSee(Instant since, String problem) {
    return listener -> listener.accept(to -> to.cannotSee(since, problem));
  }

  static News seesAgain(Instant at, Duration blind) {
    return listener -> listener.accept(to -> to.seesAgain(at, blind));
  }
}
