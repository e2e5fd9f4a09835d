// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.service;

import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.Incident;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an audit found.
 *
 * @param health how the deployment fares
 * @param takenAt when it was looked at
 * @param total how many incidents there are of the severity that was asked for
 * @param incidents the first of them
 */
record FindingsView(String health, Instant takenAt, int total, List<IncidentView> incidents) {

  /** Most consequences that are told of a cause; all are counted. */
  private static final int MOST_CONSEQUENCES = 20;

  /**
   * A cause and what it leads to.
   *
   * @param severity the worst severity among them
   * @param cause what needs attention
   * @param consequenceCount how many findings it explains
   * @param consequences the first of them
   */
  record IncidentView(
      String severity, FindingView cause, int consequenceCount, List<FindingView> consequences) {

    static IncidentView of(Incident incident) {
      return new IncidentView(
          FindingView.word(incident.severity()),
          FindingView.of(incident.cause()),
          incident.consequences().size(),
          incident.consequences().stream().limit(MOST_CONSEQUENCES).map(FindingView::of).toList());
    }
  }

  static FindingsView of(AuditReport report, @Nullable Severity severity, int limit) {
    List<Incident> asked =
        report.incidents().stream()
            .filter(each -> severity == null || each.severity() == severity)
            .toList();
    return new FindingsView(
        FindingView.word(report.health()),
        report.takenAt(),
        asked.size(),
        asked.stream().limit(limit).map(IncidentView::of).toList());
  }
}
