// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.api.Kind;
import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.Incident;
import io.natschecks.core.report.Unseen;
import io.natschecks.core.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a report as the output of a Nagios plugin: a line with the state, a summary and the
 * performance data, and after it what is wrong and what could not be seen. It all fits in the 4 KiB
 * that every reader of plugins takes. In names, characters that have a meaning to such readers are
 * written as visible escapes.
 *
 * @since 0.1
 */
public final class NagiosReport {

  private static final int MOST_BYTES = 4_000;
  private static final int MOST_UNSEEN = 3;

  /** Bytes of one text in a line. */
  private static final int MOST_OF_A_LINE = 300;

  /** As long as any last line can be. */
  private static final int LAST_LINE = 60;

  private NagiosReport() {}

  /**
   * Formats a report.
   *
   * @param report the report
   * @param isWhole whether all was seen that should be; see {@link
   *     io.natschecks.core.report.Viewpoint#sawAll}
   * @return lines that end with a line feed; exit with {@link NagiosState#of} the same
   */
  public static String format(AuditReport report, boolean isWhole) {
    StringBuilder text = new StringBuilder();
    try {
      write(report, isWhole, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Writes a report.
   *
   * @param report the report
   * @param isWhole whether all was seen that should be; see {@link
   *     io.natschecks.core.report.Viewpoint#sawAll}
   * @param out where to
   * @throws IOException if that fails
   */
  public static void write(AuditReport report, boolean isWhole, Appendable out) throws IOException {
    NagiosState state = NagiosState.of(report, isWhole);
    Map<Severity, Long> operational = operational(report);
    String first =
        head(state, report.summary() + (isWhole ? "" : ", not all was seen"))
            + " | "
            + PerformanceData.of(report, operational)
            + "\n";
    String last = unseen(report);
    int room = MOST_BYTES - bytes(first) - bytes(last) - LAST_LINE;
    out.append(first).append(incidents(report, room)).append(last);
  }

  /**
   * The output of a plugin that could not do its work.
   *
   * @param reason why, in a sentence without a final period
   * @return a line that ends with a line feed; exit with {@link NagiosState#UNKNOWN}
   */
  public static String unknown(String reason) {
    return head(NagiosState.UNKNOWN, reason.isBlank() ? "no reason is known" : escaped(reason))
        + "\n";
  }

  private static String head(NagiosState state, String text) {
    return "NATS " + state + " - " + text;
  }

  /** Counts incidents by the worst of their operational findings, as the health does. */
  private static Map<Severity, Long> operational(AuditReport report) {
    Map<Severity, Long> counts = new EnumMap<>(Severity.class);
    for (Incident each : report.incidents()) {
      Stream.concat(Stream.of(each.cause()), each.consequences().stream())
          .filter(finding -> finding.check().kind() == Kind.OPERATIONAL)
          .map(finding -> finding.finding().severity())
          .max(Severity::compareTo)
          .ifPresent(severity -> counts.merge(severity, 1L, Long::sum));
    }
    return counts;
  }

  private static String incidents(AuditReport report, int room) {
    StringBuilder text = new StringBuilder();
    List<Incident> incidents = report.incidents();
    int used = 0;
    for (int i = 0; i < incidents.size(); i++) {
      String line = line(report, incidents.get(i));
      used += bytes(line);
      if (used > room) {
        return text + "and " + (incidents.size() - i) + " more\n";
      }
      text.append(line);
    }
    return text.toString();
  }

  private static String line(AuditReport report, Incident incident) {
    AuditedFinding cause = incident.cause();
    String course = Words.course(report, cause);
    return incident.severity()
        + " "
        + cause.finding().code()
        + (course.isEmpty() ? "" : " [" + course + "]")
        + " "
        + escaped(cause.finding().message())
        + (incident.consequences().isEmpty() ? "" : "; " + escaped(incident.explains()))
        + "\n";
  }

  private static String unseen(AuditReport report) {
    List<String> all = new Unseen(report).texts();
    StringBuilder text = new StringBuilder();
    all.stream()
        .limit(MOST_UNSEEN)
        .forEach(each -> text.append("NOT SEEN ").append(escaped(each)).append('\n'));
    if (all.size() > MOST_UNSEEN) {
      text.append("NOT SEEN and ").append(all.size() - MOST_UNSEEN).append(" more\n");
    }
    return text.toString();
  }

  /** A bar starts performance data; the others mean something to shells and to web pages. */
  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    int bytes = 0;
    for (int each : PlainText.oneLine(text).codePoints().toArray()) {
      String shown =
          switch (each) {
            case '|' -> "\\u007c";
            case '<' -> "\\u003c";
            case '>' -> "\\u003e";
            case '`' -> "\\u0060";
            default -> Character.toString(each);
          };
      bytes += bytes(shown);
      if (bytes > MOST_OF_A_LINE) {
        return safe.append("...").toString();
      }
      safe.append(shown);
    }
    return safe.toString();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
