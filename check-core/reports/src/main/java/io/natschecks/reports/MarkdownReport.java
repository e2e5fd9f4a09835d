// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Forecast;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.Incident;
import io.natschecks.core.report.IncidentGroup;
import io.natschecks.core.report.Unseen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Writes a report in Markdown as GitHub reads it, for an issue or a chat. It fits in a comment:
 * what could not be seen is always told, and findings beyond the room are counted. Names cannot
 * mention anyone, link anywhere, or break the page: they stand in code.
 *
 * @since 0.1
 */
public final class MarkdownReport {

  /** What GitHub takes, with some room to write around it. */
  private static final int MOST_CHARACTERS = 60_000;

  private static final int MOST_OF_A_CHECK = 10;

  private MarkdownReport() {}

  /**
   * Formats a report.
   *
   * @param report the report
   * @return lines that end with a line feed
   */
  public static String format(AuditReport report) {
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
  public static void write(AuditReport report, Appendable out) throws IOException {
    String head = head(report);
    String tail =
        moved(report, "Unconfirmed: found before, and not seen this time", report.unconfirmed())
            + moved(report, "Resolved", report.resolved())
            + list("Accepted: found, and not counted", report.accepted().texts())
            + list("Suppressions", report.accepted().noticeTexts())
            + forecasts(report)
            + list("Not seen", new Unseen(report).texts())
            + counts(report);
    out.append(head)
        .append(groups(report, MOST_CHARACTERS - head.length() - tail.length()))
        .append(tail);
  }

  private static String head(AuditReport report) {
    return "## NATS audit: "
        + report.health()
        + "\n\n"
        + Markdown.text(report.summary())
        + "\n\n"
        + report.takenAt().truncatedTo(ChronoUnit.SECONDS)
        + ", "
        + Display.count(report.servers().size(), "server")
        + (report.source().isEmpty() ? "" : ", " + Markdown.code(report.source()))
        + "\n";
  }

  private static String groups(AuditReport report, int room) {
    StringBuilder text = new StringBuilder();
    int left = report.incidents().size();
    for (IncidentGroup each : report.incidentGroups()) {
      String group = group(report, each);
      if (text.length() + group.length() > room - 100) {
        return text + "\n**" + Display.count(left, "more finding") + "** would not fit here.\n";
      }
      text.append(group);
      left -= each.incidents().size();
    }
    return text.toString();
  }

  private static String group(AuditReport report, IncidentGroup group) {
    CheckDescriptor check = group.check();
    int size = group.incidents().size();
    StringBuilder text =
        new StringBuilder("\n### ")
            .append(group.severity())
            .append(' ')
            .append(Markdown.text(check.code()))
            .append(' ')
            .append(Markdown.text(check.title()))
            .append(size > 1 ? " (" + Display.count(size) + ")" : "")
            .append("\n\n");
    group.incidents().stream()
        .limit(MOST_OF_A_CHECK)
        .forEach(each -> text.append(incident(report, each)));
    return text.append(rest(size))
        .append("\nWhat to do: ")
        .append(Markdown.text(check.remediation()))
        .append('\n')
        .toString();
  }

  private static String incident(AuditReport report, Incident incident) {
    String line = finding(report, incident.cause(), "");
    return incident.consequences().isEmpty()
        ? line
        : line + "  - " + Markdown.text(incident.explains()) + "\n";
  }

  private static String finding(AuditReport report, AuditedFinding finding, String code) {
    String course = Words.course(report, finding);
    return "- "
        + (course.isEmpty() ? "" : "**" + course + "** ")
        + code
        + Markdown.code(finding.finding().message())
        + "\n";
  }

  private static String rest(int size) {
    return size > MOST_OF_A_CHECK
        ? "- and " + Display.count(size - MOST_OF_A_CHECK) + " more\n"
        : "";
  }

  private static String moved(AuditReport report, String title, List<AuditedFinding> findings) {
    if (findings.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\n### ").append(title).append("\n\n");
    findings.stream()
        .limit(MOST_OF_A_CHECK)
        .forEach(
            each -> text.append(finding(report, each, Markdown.text(each.finding().code()) + " ")));
    return text.append(rest(findings.size())).toString();
  }

  private static String forecasts(AuditReport report) {
    List<Forecast> forecasts = report.forecasts();
    if (forecasts.isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder("\n### Not wrong yet, and will be if things go on as they did\n\n");
    for (Forecast each : forecasts.subList(0, Math.min(forecasts.size(), MOST_OF_A_CHECK))) {
      text.append("- **in ")
          .append(Display.duration(Duration.between(report.takenAt(), each.at())))
          .append("** ")
          .append(Markdown.text(each.code()))
          .append(' ')
          .append(Markdown.code(each.message()))
          .append('\n');
    }
    return text.append(rest(forecasts.size())).toString();
  }

  private static String list(String title, List<String> texts) {
    if (texts.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\n### ").append(title).append("\n\n");
    texts.forEach(each -> text.append("- ").append(Markdown.code(each)).append('\n'));
    return text.toString();
  }

  private static String counts(AuditReport report) {
    return """

        | Checks | passed | failed | skipped | broke |
        |---:|---:|---:|---:|---:|
        | %s | %s | %s | %s | %s |
        """
        .formatted(
            Display.count(report.checks().size()),
            Display.count(report.count(CheckResult.Status.PASSED)),
            Display.count(report.count(CheckResult.Status.FAILED)),
            Display.count(report.count(CheckResult.Status.SKIPPED)),
            Display.count(report.count(CheckResult.Status.ERRORED)));
  }
}
