// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Forecast;
import io.natschecks.api.history.Seen;
import io.natschecks.core.registry.LoadProblem;
import io.natschecks.core.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
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

  private static final int MOST_FORECASTS = 50;

  private final boolean colored;
  private final Ahead ahead;

  private TextReport(boolean colored, Ahead ahead) {
    this.colored = colored;
    this.ahead = ahead;
  }

  /**
   * Writes without colours.
   *
   * @return the writer
   */
  public static TextReport plain() {
    return new TextReport(false, Ahead.NOTHING);
  }

  /**
   * Writes with the colours of an ANSI terminal.
   *
   * @return the writer
   */
  public static TextReport colored() {
    return new TextReport(true, Ahead.NOTHING);
  }

  /**
   * Lists what is not wrong yet, and will be.
   *
   * @param length how far ahead
   * @return a writer that does
   */
  public TextReport forecasting(Duration length) {
    return new TextReport(colored, new Ahead(Objects.requireNonNull(length, "length")));
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
   * Formats a single finding, as for a log.
   *
   * @param finding the finding
   * @return one line without a line feed, safe to show wherever plain text is
   */
  public static String line(AuditedFinding finding) {
    return finding.finding().severity() + " " + finding.check().code() + " " + message(finding);
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
    report.incidentGroups().forEach(each -> group(report, each, lines));
    moved(
        report, "UNCONFIRMED", "found before, and not seen this time", report.unconfirmed(), lines);
    moved(report, "RESOLVED", "found before, and gone now", report.resolved(), lines);
    accepted(report.accepted(), lines);
    forecasts(report, lines);
    unseen(report, lines);
    counts(report, lines);
    lines.rethrow();
  }

  private static void head(AuditReport report, Lines lines) {
    lines.line(lines.paint(report.health()) + report.summary());
    lines.line(
        report.takenAt().truncatedTo(ChronoUnit.SECONDS)
            + "  "
            + Display.count(report.servers().size(), "server")
            + "  "
            + PlainText.oneLine(report.source()));
  }

  private static void group(AuditReport report, IncidentGroup group, Lines lines) {
    CheckDescriptor check = group.check();
    int size = group.incidents().size();
    lines.line(
        "",
        lines.paint(group.severity())
            + check.code()
            + "  "
            + PlainText.oneLine(check.title())
            + (size > 1 ? "  (" + Display.count(size) + ")" : ""));
    group.incidents().stream()
        .limit(MOST_OF_A_CHECK)
        .forEach(each -> incident(report, each, lines));
    rest(size, lines);
    lines.line(
        "  do:   " + PlainText.oneLine(check.remediation(), MOST_OF_A_REMEDY),
        "  more: natschecks explain " + check.code());
  }

  private static void incident(AuditReport report, Incident incident, Lines lines) {
    AuditedFinding cause = incident.cause();
    lines.line("  " + age(report, cause) + message(cause) + Course.after(cause));
    if (!incident.consequences().isEmpty()) {
      lines.line("    " + incident.explains());
    }
  }

  private static void list(
      List<AuditedFinding> findings, Function<AuditedFinding, String> format, Lines lines) {
    findings.stream().limit(MOST_OF_A_CHECK).forEach(each -> lines.line("  " + format.apply(each)));
    rest(findings.size(), lines);
  }

  private static void rest(int size, Lines lines) {
    if (size > MOST_OF_A_CHECK) {
      lines.line("  and " + Display.count(size - MOST_OF_A_CHECK) + " more");
    }
  }

  private static String message(AuditedFinding finding) {
    return PlainText.oneLine(finding.finding().message());
  }

  private static String age(AuditReport report, AuditedFinding finding) {
    String age = report.age(finding);
    return age.isEmpty() ? "" : pad(age, AGE_WIDTH);
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
          each ->
              age(report, each) + each.finding().code() + "  " + message(each) + Course.after(each),
          lines);
    }
  }

  private static void accepted(AcceptedFindings accepted, Lines lines) {
    List<String> texts = accepted.texts();
    if (!texts.isEmpty()) {
      lines.line("", "ACCEPTED  found, and suppressed or in the baseline: they do not count");
      texts.forEach(text -> lines.line("  " + text));
    }
    List<String> notices = accepted.noticeTexts();
    if (!notices.isEmpty()) {
      lines.line("", "SUPPRESSIONS");
      notices.forEach(text -> lines.line("  " + text));
    }
  }

  private void forecasts(AuditReport report, Lines lines) {
    if (ahead.length() == null) {
      return;
    }
    List<Forecast> forecasts = ahead.of(report);
    lines.line(
        "",
        "FORECAST  not wrong yet, and will be within "
            + Display.duration(ahead.length())
            + " if things go on as they did");
    if (forecasts.isEmpty()) {
      lines.line("  nothing that the history tells");
    }
    forecasts.stream()
        .limit(MOST_FORECASTS)
        .forEach(each -> lines.line("  " + Ahead.line(report, each)));
    if (forecasts.size() > MOST_FORECASTS) {
      lines.line("  and " + Display.count(forecasts.size() - MOST_FORECASTS) + " more");
    }
  }

  private static void unseen(AuditReport report, Lines lines) {
    List<String> texts = new Unseen(report).texts();
    if (!texts.isEmpty()) {
      lines.line("", "NOT SEEN");
      texts.forEach(text -> lines.line("  " + text));
    }
  }

  private static void history(AuditReport report, Lines lines) {
    AuditHistory history = report.history();
    Seen seen = history.seen();
    if (seen.snapshots() > 0) {
      lines.line(
          "history: %s of %s seen, in %s%s%s"
              .formatted(
                  Display.duration(seen.length()),
                  Display.duration(history.window()),
                  Display.count(seen.snapshots(), "snapshot"),
                  seen.snapshots() > 2
                      ? ", longest gap " + Display.duration(seen.longestGap())
                      : "",
                  history.store() == null
                      ? ""
                      : "; kept in " + PlainText.oneLine(history.store())));
    }
    if (history.problem() != null) {
      lines.line("history problem: " + PlainText.oneLine(history.problem()));
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
    history(report, lines);
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
