// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.CheckOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What all audits of the load found. */
final class LoadReport {

  private final List<AuditReport> audits;
  private final Restart restart;
  private final List<AllowedTruth> truths;

  LoadReport(List<AuditReport> audits, Restart restart, List<AllowedTruth> truths) {
    this.audits = audits;
    this.restart = restart;
    this.truths = truths;
  }

  /** The warnings and critical findings that no truth covers, in the order of the audits. */
  List<String> falseAlarms() {
    List<String> alarms = new ArrayList<>();
    for (AuditReport audit : audits) {
      for (AuditedFinding each : audit.findings()) {
        if (each.finding().severity() != Severity.INFO && !isTrue(audit, each)) {
          alarms.add(line(audit, each));
        }
      }
    }
    return alarms;
  }

  private boolean isTrue(AuditReport audit, AuditedFinding found) {
    return truths.stream().anyMatch(truth -> truth.covers(found.finding(), restart.touches(audit)));
  }

  private String line(AuditReport audit, AuditedFinding found) {
    return "%+d s from the restart, %s: %s %s: %s (%s)"
        .formatted(
            Duration.between(restart.stopped(), audit.takenAt()).toSeconds(),
            audit.source(),
            found.finding().severity(),
            found.finding().key(),
            found.finding().message(),
            found.finding().evidence().items().stream()
                .map(item -> item.name() + "=" + item.value().display())
                .collect(Collectors.joining(", ")));
  }

  /** The checks that broke in any audit. */
  List<String> broken() {
    return audits.stream()
        .flatMap(audit -> audit.checks().stream())
        .filter(each -> each.result().status() == CheckResult.Status.ERRORED)
        .map(each -> each.check().code() + ": " + each.result().detail())
        .distinct()
        .toList();
  }

  /** What was found how often, with every warning, and what became of each check, for the eye. */
  List<String> lines(Tally tally) {
    List<String> lines = new ArrayList<>();
    lines.add("audits: " + audits.size());
    lines.add("done: " + tally.deeds());
    tally.troubles().forEach((what, times) -> lines.add("trouble, " + times + " times: " + what));
    lines.add("found: " + count(AuditReport::findings, each -> each.finding().code()));
    for (AuditReport audit : audits) {
      for (AuditedFinding each : audit.findings()) {
        if (each.finding().severity() != Severity.INFO) {
          lines.add(line(audit, each));
        }
      }
    }
    count(AuditReport::checks, LoadReport::outcome)
        .forEach((outcome, times) -> lines.add(outcome + ": " + times));
    return lines;
  }

  private static String outcome(CheckOutcome outcome) {
    CheckResult result = outcome.result();
    return "%s %s %s".formatted(outcome.check().code(), result.status(), result.detail()).strip();
  }

  private <T> Map<String, Long> count(
      Function<AuditReport, List<T>> items, Function<T, String> name) {
    return audits.stream()
        .flatMap(audit -> items.apply(audit).stream())
        .collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting()));
  }
}
