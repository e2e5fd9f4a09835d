// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.metrics;

import io.natschecks.api.Finding;
import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.CheckOutcome;
import io.natschecks.core.report.Incident;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The numbers of one report, counted once however often they are read. */
final class Figures {

  /** The findings of a check that are equally severe. */
  record Series(String code, Severity severity) {}

  /** What became of a check. */
  enum Outcome {
    PASSED,
    FAILED,
    /** It should have judged something, and could not. */
    BLIND,
    ERRORED,
    /** It is turned off, or there is nothing of the kind that it looks at. */
    IDLE;

    static Outcome of(CheckOutcome check) {
      return switch (check.result().status()) {
        case PASSED -> PASSED;
        case FAILED -> FAILED;
        case ERRORED -> ERRORED;
        case SKIPPED -> check.isBlind() ? BLIND : IDLE;
      };
    }
  }

  private final AuditReport report;
  private final Map<Severity, Long> incidents = new EnumMap<>(Severity.class);
  private final Map<Outcome, Long> checks = new EnumMap<>(Outcome.class);
  private final Map<Series, Long> findings = new HashMap<>();
  private final Set<String> blind = new HashSet<>();

  Figures(AuditReport report) {
    this.report = report;
    for (Incident each : report.incidents()) {
      incidents.merge(each.severity(), 1L, Long::sum);
    }
    for (CheckOutcome each : report.checks()) {
      checks.merge(Outcome.of(each), 1L, Long::sum);
      if (each.isBlind()) {
        blind.add(each.check().code());
      }
    }
    for (AuditedFinding each : report.findings()) {
      findings.merge(seriesOf(each), 1L, Long::sum);
    }
    report.checks().forEach(this::countTheRest);
  }

  /** What a check found beyond those that are kept is no more severe than the last of these. */
  private void countTheRest(CheckOutcome check) {
    List<Finding> kept = check.result().findings();
    long rest = check.result().findingCount() - kept.size();
    if (rest > 0 && !kept.isEmpty()) {
      Severity least = kept.get(kept.size() - 1).severity();
      findings.merge(new Series(check.check().code(), least), rest, Long::sum);
    }
  }

  static Series seriesOf(AuditedFinding finding) {
    return new Series(finding.check().code(), finding.finding().severity());
  }

  AuditReport report() {
    return report;
  }

  Set<Series> series() {
    return findings.keySet();
  }

  double incidents(Severity severity) {
    return incidents.getOrDefault(severity, 0L);
  }

  double checks(Outcome outcome) {
    return checks.getOrDefault(outcome, 0L);
  }

  /** Nobody knows how many there are while their check cannot look. */
  double findings(Series series) {
    Long count = findings.get(series);
    if (count != null) {
      return count;
    }
    return blind.contains(series.code()) ? Double.NaN : 0;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
