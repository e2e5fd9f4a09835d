// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Display;
import io.natschecks.core.report.ReportDiff.Added;
import io.natschecks.core.report.ReportDiff.Blinded;
import io.natschecks.core.report.ReportDiff.Changed;
import io.natschecks.core.report.ReportDiff.ChangedValue;
import io.natschecks.core.report.ReportDiff.Untold;
import io.natschecks.core.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes for someone at a terminal how two reports differ. Whatever stands in the reports is
 * escaped.
 *
 * @since 0.1
 */
public final class TextDiff {

  /** What is listed under one heading; the rest is counted. */
  private static final int MOST = 100;

  private final boolean colored;

  private TextDiff(boolean colored) {
    this.colored = colored;
  }

  /**
   * Writes without colours.
   *
   * @return the writer
   */
  public static TextDiff plain() {
    return new TextDiff(false);
  }

  /**
   * Writes with the colours of an ANSI terminal.
   *
   * @return the writer
   */
  public static TextDiff colored() {
    return new TextDiff(true);
  }

  /**
   * Formats a comparison.
   *
   * @param diff the comparison
   * @return lines that end with a line feed
   */
  public String format(ReportDiff diff) {
    StringBuilder text = new StringBuilder();
    try {
      write(diff, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Writes a comparison.
   *
   * @param diff the comparison
   * @param out where to
   * @throws IOException if that fails
   */
  public void write(ReportDiff diff, Appendable out) throws IOException {
    Lines lines = new Lines(out, colored);
    lines.line(diff.summary());
    lines.line("before  " + about(diff.before(), lines), "after   " + about(diff.after(), lines));
    section("NEW  not in the earlier report", diff.added(), each -> added(each, lines), lines);
    section("CHANGED", diff.changed(), each -> changed(each, lines), lines);
    section(
        "CANNOT BE TOLD  found before, and not looked at again",
        diff.untold(),
        each -> untold(each, lines),
        lines);
    section(
        "ACCEPTED  still there, and no longer counted",
        diff.accepted(),
        each -> lines.line(finding(each, lines)),
        lines);
    section("RESOLVED", diff.resolved(), each -> lines.line(finding(each, lines)), lines);
    section("NOT SEEN ANY MORE", diff.silenced(), each -> silenced(each, lines), lines);
    section(
        "CHECKS THAT JUDGE NOTHING ANY MORE", diff.blinded(), each -> blinded(each, lines), lines);
    lines.rethrow();
  }

  private static String about(StoredReport report, Lines lines) {
    return report.takenAt().truncatedTo(ChronoUnit.SECONDS)
        + "  "
        + lines.paint(report.health())
        + PlainText.oneLine(report.source());
  }

  private static <T> void section(String title, List<T> all, Consumer<T> writer, Lines lines) {
    if (all.isEmpty()) {
      return;
    }
    lines.line("", title);
    all.stream().limit(MOST).forEach(writer);
    if (all.size() > MOST) {
      lines.line("  and " + Display.count(all.size() - MOST) + " more");
    }
  }

  private static String finding(StoredFinding finding, Lines lines) {
    return "  "
        + lines.paint(finding.severity())
        + PlainText.oneLine(finding.code())
        + "  "
        + PlainText.oneLine(finding.message());
  }

  private static void added(Added added, Lines lines) {
    lines.line(
        finding(added.finding(), lines)
            + switch (added.novelty()) {
              case NEW -> "";
              case NOT_SEEN_BEFORE -> " [the earlier audit could not tell]";
              case ACCEPTED_BEFORE -> " [accepted before]";
            });
  }

  private static void changed(Changed changed, Lines lines) {
    lines.line(finding(changed.after(), lines));
    if (changed.before().severity() != changed.after().severity()) {
      lines.line("    was " + lines.paint(changed.before().severity()).strip());
    }
    for (ChangedValue value : changed.values()) {
      lines.line(
          "    %s: %s -> %s"
              .formatted(
                  PlainText.oneLine(value.name()),
                  orNone(PlainText.oneLine(value.before())),
                  orNone(PlainText.oneLine(value.after()))));
    }
  }

  private static String orNone(String value) {
    return value.isEmpty() ? "none" : value;
  }

  private static void untold(Untold untold, Lines lines) {
    lines.line(finding(untold.finding(), lines), "    " + PlainText.oneLine(untold.reason()));
  }

  private static void silenced(String server, Lines lines) {
    lines.line("  server " + PlainText.oneLine(Display.name(server)) + " answers nothing");
  }

  private static void blinded(Blinded blinded, Lines lines) {
    lines.line(
        "  " + PlainText.oneLine(blinded.code()) + "  " + PlainText.oneLine(blinded.reason()));
  }
}
