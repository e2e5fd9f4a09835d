// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Severity;
import io.natschecks.core.registry.LoadProblem;
import io.natschecks.core.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes a report for someone at a terminal: how it fares, what is wrong with the worst first, what
 * could not be seen, what was counted. Lines are not wrapped. Whatever tenants have chosen is
 * escaped, so that no name can move the cursor or forge a line.
 *
 * @since 0.1
 */
public final class TextReport {

  /** Findings of one check that are listed; the rest is counted. */
  private static final int MOST_OF_A_CHECK = 10;

  private static final int MOST_OF_A_REMEDY = 2_000;
  private static final int AGE_WIDTH = 9;

  private final boolean colored;

  private TextReport(boolean colored) {
    this.colored = colored;
  }

  /**
   * Writes without colours.
   *
   * @return the writer
   */
  public static TextReport plain() {
    return new TextReport(false);
  }

  /**
   * Writes with the colours of an ANSI terminal.
   *
   * @return the writer
   */
  public static TextReport colored() {
    return new TextReport(true);
  }

  /**
   * Formats a report.
   *
   * @param report the report
   * @return lines that end with a line feed
   */
  public String format(AuditReport report) {
    StringBuilder text = new StringBuilder();
    try {
      write(report, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Writes a report.
   *
   * @param report the report
   * @param out where to
   * @throws IOException if that fails
   */
  public void write(AuditReport report, Appendable out) throws IOException {
    Lines lines = new Lines(out, colored);
    head(report, lines);
    groups(report.findings()).forEach((check, findings) -> group(report, findings, lines));
    moved(
        report, "UNCONFIRMED", "found before, and not seen this time", report.unconfirmed(), lines);
    moved(report, "RESOLVED", "found before, and gone now", report.resolved(), lines);
    new Unseen(report).write(lines);
    counts(report, lines);
    lines.rethrow();
  }

  private static void head(AuditReport report, Lines lines) {
    lines.line(lines.paint(report.health()) + tally(report));
    lines.line(
        report.takenAt().truncatedTo(ChronoUnit.SECONDS)
            + "  "
            + Display.count(report.servers().size(), "server")
            + "  "
            + PlainText.oneLine(report.source()));
  }

  /** What was not seen stands in the first line too, so that nobody takes it for a pass. */
  private static String tally(AuditReport report) {
    List<String> parts = new ArrayList<>();
    addIfAny(parts, report.count(Severity.CRITICAL), "critical", "critical");
    addIfAny(parts, report.count(Severity.WARNING), "warning", "warnings");
    addIfAny(parts, report.count(Severity.INFO), "info", "info");
    if (parts.isEmpty()) {
      parts.add("no findings");
    }
    addIfAny(parts, report.silentServers().size(), "server silent", "servers silent");
    addIfAny(parts, new Unseen(report).blindChecks(), "check blind", "checks blind");
    return String.join(", ", parts);
  }

  private static void addIfAny(List<String> parts, long count, String one, String many) {
    if (count > 0) {
      parts.add(Display.count(count) + " " + (count == 1 ? one : many));
    }
  }

  /** Findings of one check and severity stand together already: they come in their order. */
  private static Map<String, List<AuditedFinding>> groups(List<AuditedFinding> findings) {
    Map<String, List<AuditedFinding>> groups = new LinkedHashMap<>();
    for (AuditedFinding each : findings) {
      String group = each.finding().severity() + " " + each.finding().code();
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(each);
    }
    return groups;
  }

  private static void group(AuditReport report, List<AuditedFinding> findings, Lines lines) {
    CheckDescriptor check = findings.get(0).check();
    lines.line(
        "",
        lines.paint(findings.get(0).finding().severity())
            + check.code()
            + "  "
            + PlainText.oneLine(check.title())
            + (findings.size() > 1 ? "  (" + Display.count(findings.size()) + ")" : ""));
    List<AuditedFinding> newFirst = new ArrayList<>(findings);
    newFirst.sort(Comparator.comparing(AuditedFinding::state));
    list(newFirst, each -> age(report, each) + message(each), lines);
    lines.line(
        "  do:   " + PlainText.oneLine(check.remediation(), MOST_OF_A_REMEDY),
        "  more: natschecks explain " + check.code());
  }

  private static void list(
      List<AuditedFinding> findings, Function<AuditedFinding, String> format, Lines lines) {
    findings.stream().limit(MOST_OF_A_CHECK).forEach(each -> lines.line("  " + format.apply(each)));
    if (findings.size() > MOST_OF_A_CHECK) {
      lines.line("  and " + Display.count(findings.size() - MOST_OF_A_CHECK) + " more");
    }
  }

  private static String message(AuditedFinding finding) {
    return PlainText.oneLine(finding.finding().message());
  }

  /** A first audit cannot tell what is new. */
  private static String age(AuditReport report, AuditedFinding finding) {
    if (report.previousAt() == null) {
      return "";
    }
    Duration age = Duration.between(finding.since(), report.takenAt());
    boolean isNew = finding.state() == AuditedFinding.State.NEW;
    return pad(isNew ? "new" : Display.duration(age), AGE_WIDTH);
  }

  private static void moved(
      AuditReport report,
      String title,
      String meaning,
      List<AuditedFinding> findings,
      Lines lines) {
    if (!findings.isEmpty()) {
      lines.line("", title + "  " + meaning);
      list(
          findings,
          each -> age(report, each) + each.finding().code() + "  " + message(each),
          lines);
    }
  }

  private static void counts(AuditReport report, Lines lines) {
    lines.line(
        "",
        "%s: %s passed, %s failed, %s skipped, %s broke; %s in %s"
            .formatted(
                Display.count(report.checks().size(), "check"),
                Display.count(report.count(CheckResult.Status.PASSED)),
                Display.count(report.count(CheckResult.Status.FAILED)),
                Display.count(report.count(CheckResult.Status.SKIPPED)),
                Display.count(report.count(CheckResult.Status.ERRORED)),
                kept(report),
                Display.duration(report.snapshotDuration().plus(report.duration()))));
    for (LoadProblem problem : report.problems()) {
      lines.line(
          "not loaded: "
              + PlainText.oneLine(problem.subject())
              + ": "
              + PlainText.oneLine(problem.reason()));
    }
  }

  private static String kept(AuditReport report) {
    String all = Display.count(report.findingCount(), "finding");
    return report.findingCount() > report.findings().size()
        ? all + ", the first " + Display.count(report.findings().size()) + " kept,"
        : all;
  }

  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
