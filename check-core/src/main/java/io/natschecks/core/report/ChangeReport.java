// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Display;
import io.natschecks.api.Forecast;
import io.natschecks.core.report.AuditedFinding.State;
import io.natschecks.core.text.PlainText;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is different from the audit before, for someone who watches a terminal. A line says
 * how the deployment fares; further lines say what is new, resolved, or cannot be seen any more.
 * What has not changed is counted. Whatever tenants have chosen is escaped.
 *
 * @since 0.1
 */
public final class ChangeReport {

  /** Findings of one check that are listed; the rest is counted. */
  private static final int MOST_OF_A_CHECK = 10;

  private static final int MOST_FORECASTS = 10;

  private static final int WORD_WIDTH = 13;

  /** As {@link Display#duration} writes it. */
  private static final Pattern LENGTH =
      Pattern.compile("\\b(\\d+(\\.\\d+)?(ns|us|ms|s|m|h|d))+\\b");

  private final boolean colored;
  private final boolean everything;
  private final Ahead ahead;

  private ChangeReport(boolean colored, boolean everything, Ahead ahead) {
    this.colored = colored;
    this.everything = everything;
    this.ahead = ahead;
  }

  /**
   * Writes without colours.
   *
   * @return the writer
   */
  public static ChangeReport plain() {
    return new ChangeReport(false, false, Ahead.NOTHING);
  }

  /**
   * Writes with the colours of an ANSI terminal.
   *
   * @return the writer
   */
  public static ChangeReport colored() {
    return new ChangeReport(true, false, Ahead.NOTHING);
  }

  /**
   * Lists what has not changed, too.
   *
   * @return a writer that does
   */
  public ChangeReport everything() {
    return new ChangeReport(colored, true, ahead);
  }

  /**
   * Lists what is not wrong yet, and will be.
   *
   * @param length how far ahead
   * @return a writer that does
   */
  public ChangeReport forecasting(Duration length) {
    return new ChangeReport(
        colored, everything, new Ahead(Objects.requireNonNull(length, "length")));
  }

  /**
   * Writes what a report says that the one before did not.
   *
   * @param report the report
   * @param before the report before; null if this is the first that is written
   * @param out where to
   * @throws IOException if that fails
   */
  public void write(AuditReport report, @Nullable AuditReport before, Appendable out)
      throws IOException {
    AuditReport known = everything ? null : before;
    Lines lines = new Lines(out, colored);
    lines.line(
        report.takenAt().truncatedTo(ChronoUnit.SECONDS)
            + "  "
            + lines.paint(report.health())
            + report.summary());
    String fresh = report.previousAt() == null ? "found" : "new";
    Map<String, Incident> incidents = incidents(report);
    list(
        lines,
        fresh,
        unexplainedNews(report, incidents),
        each -> Course.after(each) + explaining(each, incidents));
    ongoing(lines, report);
    list(lines, "resolved", report.resolved(), each -> Course.after(report, each));
    unconfirmed(lines, report, known);
    suppressions(lines, report, known);
    unseen(lines, report, known);
    forecasts(lines, report, known);
    String problem = report.history().problem();
    if (problem != null && (known == null || !problem.equals(known.history().problem()))) {
      line(lines, "history", PlainText.oneLine(problem));
    }
    lines.rethrow();
  }

  private static Map<String, Incident> incidents(AuditReport report) {
    Map<String, Incident> incidents = new HashMap<>();
    for (Incident each : report.incidents()) {
      incidents.put(each.cause().finding().key(), each);
      each.consequences().forEach(finding -> incidents.put(finding.finding().key(), each));
    }
    return incidents;
  }

  /** What is new; a consequence only if its cause was there before. */
  private static List<AuditedFinding> unexplainedNews(
      AuditReport report, Map<String, Incident> incidents) {
    return inState(report, State.NEW).stream()
        .filter(
            each -> {
              AuditedFinding cause = incidentOf(each, incidents).cause();
              return cause.equals(each) || cause.state() != State.NEW;
            })
        .toList();
  }

  private static String explaining(AuditedFinding finding, Map<String, Incident> incidents) {
    Incident incident = incidentOf(finding, incidents);
    if (!incident.cause().equals(finding)) {
      return " [explained by " + PlainText.oneLine(incident.cause().finding().code()) + "]";
    }
    int explained = incident.consequences().size();
    return explained == 0 ? "" : " [explains " + Display.count(explained, "finding") + "]";
  }

  private static Incident incidentOf(AuditedFinding finding, Map<String, Incident> incidents) {
    return Objects.requireNonNull(incidents.get(finding.finding().key()));
  }

  private void ongoing(Lines lines, AuditReport report) {
    List<AuditedFinding> ongoing = inState(report, State.ONGOING);
    if (everything) {
      list(lines, "ongoing", ongoing, each -> Course.after(report, each));
      return;
    }
    list(
        lines,
        "changed",
        ongoing.stream().filter(each -> each.before() != null).toList(),
        each -> Course.after(report, each));
    if (!ongoing.isEmpty()) {
      line(lines, "ongoing", Display.count(ongoing.size(), "finding"));
    }
  }

  private static void unconfirmed(Lines lines, AuditReport report, @Nullable AuditReport known) {
    Set<String> keys = keys(known == null ? List.of() : known.unconfirmed());
    List<AuditedFinding> fresh =
        report.unconfirmed().stream().filter(each -> !keys.contains(each.finding().key())).toList();
    list(lines, "unconfirmed", fresh, each -> Course.after(report, each));
    int rest = report.unconfirmed().size() - fresh.size();
    if (rest > 0) {
      line(lines, "unconfirmed", Display.count(rest, "finding") + " as before");
    }
  }

  private static void suppressions(Lines lines, AuditReport report, @Nullable AuditReport known) {
    Set<String> said = known == null ? Set.of() : Set.copyOf(known.accepted().noticeTexts());
    report.accepted().noticeTexts().stream()
        .filter(text -> !said.contains(text))
        .forEach(text -> line(lines, "suppressed", text));
  }

  private static void unseen(Lines lines, AuditReport report, @Nullable AuditReport known) {
    Set<String> said = new HashSet<>();
    if (known != null) {
      new Unseen(known).texts().forEach(text -> said.add(withoutLengths(text)));
    }
    for (String text : new Unseen(report).texts()) {
      if (!said.contains(withoutLengths(text))) {
        line(lines, "not seen", text);
      }
    }
  }

  /** How long something took, or has lasted, is different each time and no news. */
  private static String withoutLengths(String text) {
    return LENGTH.matcher(text).replaceAll("");
  }

  private void forecasts(Lines lines, AuditReport report, @Nullable AuditReport known) {
    Set<String> said =
        known == null
            ? Set.of()
            : ahead.of(known).stream().map(Forecast::key).collect(Collectors.toSet());
    List<Forecast> fresh =
        ahead.of(report).stream().filter(each -> !said.contains(each.key())).toList();
    fresh.stream()
        .limit(MOST_FORECASTS)
        .forEach(each -> line(lines, "forecast", "in " + Ahead.line(report, each)));
    if (fresh.size() > MOST_FORECASTS) {
      line(lines, "forecast", "and " + Display.count(fresh.size() - MOST_FORECASTS) + " more");
    }
  }

  private static void list(
      Lines lines,
      String word,
      List<AuditedFinding> findings,
      Function<AuditedFinding, String> addition) {
    Map<String, Integer> ofCheck = new HashMap<>();
    List<String> more = new ArrayList<>();
    for (AuditedFinding each : findings) {
      String code = each.finding().code();
      int number = ofCheck.merge(code, 1, Integer::sum);
      if (number <= MOST_OF_A_CHECK) {
        line(
            lines,
            word,
            lines.paint(each.finding().severity())
                + code
                + "  "
                + PlainText.oneLine(each.finding().message())
                + addition.apply(each));
      } else if (number == MOST_OF_A_CHECK + 1) {
        more.add(code);
      }
    }
    for (String code : more) {
      int rest = ofCheck.getOrDefault(code, 0) - MOST_OF_A_CHECK;
      line(lines, word, "and " + Display.count(rest) + " more of " + code);
    }
  }

  private static void line(Lines lines, String word, String text) {
    lines.line("  " + TextReport.pad(word, WORD_WIDTH) + text);
  }

  private static List<AuditedFinding> inState(AuditReport report, State state) {
    return report.findings().stream().filter(each -> each.state() == state).toList();
  }

  private static Set<String> keys(List<AuditedFinding> findings) {
    return findings.stream().map(each -> each.finding().key()).collect(Collectors.toSet());
  }
}
