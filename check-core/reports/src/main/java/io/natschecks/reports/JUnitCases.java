// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Gap;
import io.natschecks.api.SkipReason;
import io.natschecks.core.report.AcceptedFinding;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.CheckOutcome;
import io.natschecks.core.report.Health;
import io.natschecks.core.text.PlainText;
import io.natschecks.reports.JUnitCase.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes tests of the checks of a report. */
final class JUnitCases {

  private static final String ROOT = "natschecks.";
  private static final int MOST_LINES = 20;

  private final JUnitFailure failure;
  private final Map<String, List<AuditedFinding>> findings;
  private final Map<String, List<AuditedFinding>> resolved;
  private final Map<String, List<AuditedFinding>> unconfirmed;
  private final Map<String, List<AuditedFinding>> accepted;

  JUnitCases(AuditReport report) {
    this.failure = new JUnitFailure(report);
    this.findings = byCode(report.findings());
    this.resolved = byCode(report.resolved());
    this.unconfirmed = byCode(report.unconfirmed());
    this.accepted =
        byCode(report.accepted().findings().stream().map(AcceptedFinding::finding).toList());
  }

  private static Map<String, List<AuditedFinding>> byCode(List<AuditedFinding> all) {
    Map<String, List<AuditedFinding>> byCode = new HashMap<>();
    all.forEach(
        each -> byCode.computeIfAbsent(each.finding().code(), key -> new ArrayList<>()).add(each));
    return byCode;
  }

  JUnitCase of(CheckOutcome outcome) {
    CheckDescriptor check = outcome.check();
    CheckResult result = outcome.result();
    List<AuditedFinding> found = findings.getOrDefault(check.code(), List.of());
    return new JUnitCase(
        ROOT + Words.of(check.kind()) + "." + check.family(),
        check.code() + " " + PlainText.oneLine(check.title()),
        outcome.duration(),
        switch (result.status()) {
          case PASSED -> Outcome.PASSED;
          case FAILED -> Outcome.FAILED;
          case SKIPPED -> Outcome.SKIPPED;
          case ERRORED -> Outcome.ERRORED;
        },
        type(result, found),
        switch (result.status()) {
          case PASSED -> "";
          case FAILED -> JUnitFailure.message(result, found);
          case SKIPPED, ERRORED -> detail(result);
        },
        result.status() == CheckResult.Status.FAILED ? failure.body(check, result, found) : "",
        output(check, result));
  }

  private static String type(CheckResult result, List<AuditedFinding> found) {
    SkipReason reason = result.skipReason();
    if (reason != null) {
      return Words.of(reason);
    }
    if (result.status() == CheckResult.Status.ERRORED) {
      return "broken-check";
    }
    return found.isEmpty() ? "" : Words.of(found.get(0).finding().severity());
  }

  private static String detail(CheckResult result) {
    SkipReason reason = result.skipReason();
    String detail = PlainText.oneLine(result.detail());
    if (reason == null) {
      return detail;
    }
    String words = Words.of(reason).replace('-', ' ');
    return detail.isEmpty() ? words : words + ": " + detail;
  }

  private String output(CheckDescriptor check, CheckResult result) {
    List<String> lines = new ArrayList<>();
    messages(lines, "not confirmed: ", unconfirmed.getOrDefault(check.code(), List.of()));
    messages(lines, "accepted: ", accepted.getOrDefault(check.code(), List.of()));
    messages(lines, "resolved: ", resolved.getOrDefault(check.code(), List.of()));
    if (result.notLookedAt() > 0) {
      lines.add(Display.count(result.notLookedAt()) + " not looked at, among them:");
      result.gaps().stream().limit(MOST_LINES).map(JUnitCases::gap).forEach(lines::add);
    }
    result.forecasts().stream()
        .limit(MOST_LINES)
        .forEach(
            each -> lines.add("forecast: " + each.at() + " " + PlainText.oneLine(each.message())));
    return String.join("\n", lines);
  }

  private static String gap(Gap gap) {
    return "  "
        + PlainText.oneLine(gap.subject())
        + ": "
        + Words.of(gap.reason()).replace('-', ' ')
        + (gap.detail().isEmpty() ? "" : " (" + PlainText.oneLine(gap.detail()) + ")");
  }

  private static void messages(List<String> lines, String word, List<AuditedFinding> findings) {
    findings.stream()
        .limit(MOST_LINES)
        .forEach(each -> lines.add(word + PlainText.oneLine(each.finding().message())));
    if (findings.size() > MOST_LINES) {
      lines.add("and " + Display.count(findings.size() - MOST_LINES) + " more");
    }
  }

  /** What no single check can tell. */
  static List<JUnitCase> sight(AuditReport report) {
    return List.of(
        sight(
            "every known server answers",
            report.silentServers().stream()
                .map(each -> "server " + Display.name(each.name()) + ": " + each.reason())
                .toList()),
        sight(
            "every check loads",
            report.problems().stream().map(each -> each.subject() + ": " + each.reason()).toList()),
        sight(
            "what was found before can be looked at",
            report.unconfirmed().stream()
                .map(each -> each.finding().code() + " " + each.finding().message())
                .toList()),
        sight(
            "something can be judged",
            report.health() == Health.UNKNOWN
                ? List.of("no operational check could judge anything")
                : List.of()));
  }

  private static JUnitCase sight(String name, List<String> missing) {
    List<String> lines = new ArrayList<>();
    missing.stream().limit(MOST_LINES).map(PlainText::oneLine).forEach(lines::add);
    if (missing.size() > MOST_LINES) {
      lines.add("and " + Display.count(missing.size() - MOST_LINES) + " more");
    }
    boolean isWhole = missing.isEmpty();
    return new JUnitCase(
        ROOT + "sight",
        name,
        Duration.ZERO,
        isWhole ? Outcome.PASSED : Outcome.ERRORED,
        isWhole ? "" : "not-seen",
        isWhole ? "" : Display.count(missing.size()) + " not seen: " + lines.get(0),
        String.join("\n", lines),
        "");
  }
}
