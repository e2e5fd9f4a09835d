// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.api.Display;
import io.natschecks.core.report.ReportDiff;
import io.natschecks.core.report.ReportDiff.Added;
import io.natschecks.core.report.ReportDiff.Blinded;
import io.natschecks.core.report.ReportDiff.Changed;
import io.natschecks.core.report.ReportDiff.ChangedValue;
import io.natschecks.core.report.ReportDiff.Untold;
import io.natschecks.core.report.StoredFinding;
import io.natschecks.core.report.StoredReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/**
 * Writes in Markdown as GitHub reads it how two reports differ. It fits in a comment; whatever
 * stands in the reports is harmless, as in {@link MarkdownReport}.
 *
 * @since 0.1
 */
public final class MarkdownDiff {

  /** What is listed under one heading; the rest is counted. */
  private static final int MOST = 10;

  private static final int MOST_VALUES = 3;
  private static final int MOST_OF_A_VALUE = 100;

  private MarkdownDiff() {}

  /**
   * Formats a comparison.
   *
   * @param diff the comparison
   * @return lines that end with a line feed
   */
  public static String format(ReportDiff diff) {
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
  public static void write(ReportDiff diff, Appendable out) throws IOException {
    out.append("## NATS audits compared\n\n")
        .append(Markdown.text(diff.summary()))
        .append("\n\n- before: ")
        .append(about(diff.before()))
        .append("\n- after: ")
        .append(about(diff.after()))
        .append("\n")
        .append(section("New", diff.added(), MarkdownDiff::added))
        .append(section("Changed", diff.changed(), MarkdownDiff::changed))
        .append(section("Cannot be told", diff.untold(), MarkdownDiff::untold))
        .append(
            section(
                "Accepted: still there, and no longer counted",
                diff.accepted(),
                MarkdownDiff::finding))
        .append(section("Resolved", diff.resolved(), MarkdownDiff::finding))
        .append(section("Not seen any more", diff.silenced(), MarkdownDiff::silenced))
        .append(
            section("Checks that judge nothing any more", diff.blinded(), MarkdownDiff::blinded));
  }

  private static String about(StoredReport report) {
    return report.takenAt().truncatedTo(ChronoUnit.SECONDS)
        + " **"
        + report.health()
        + "**"
        + (report.source().isEmpty() ? "" : " " + Markdown.code(report.source()));
  }

  private static <T> String section(String title, List<T> all, Function<T, String> line) {
    if (all.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\n### ").append(title).append("\n\n");
    all.stream()
        .limit(MOST)
        .forEach(each -> text.append("- ").append(line.apply(each)).append('\n'));
    if (all.size() > MOST) {
      text.append("- and ").append(Display.count(all.size() - MOST)).append(" more\n");
    }
    return text.toString();
  }

  private static String finding(StoredFinding finding) {
    return "**"
        + finding.severity()
        + "** "
        + Markdown.code(finding.code())
        + " "
        + Markdown.code(finding.message());
  }

  private static String added(Added added) {
    return finding(added.finding())
        + switch (added.novelty()) {
          case NEW -> "";
          case NOT_SEEN_BEFORE -> ", the earlier audit could not tell";
          case ACCEPTED_BEFORE -> ", accepted before";
        };
  }

  private static String changed(Changed changed) {
    StringBuilder text = new StringBuilder(finding(changed.after()));
    if (changed.before().severity() != changed.after().severity()) {
      text.append(", was ").append(changed.before().severity());
    }
    for (ChangedValue value : changed.values().stream().limit(MOST_VALUES).toList()) {
      text.append("\n  - ")
          .append(value(value.name()))
          .append(": ")
          .append(value(value.before()))
          .append(" to ")
          .append(value(value.after()));
    }
    return text.toString();
  }

  private static String value(String text) {
    return Markdown.code(text, MOST_OF_A_VALUE);
  }

  private static String untold(Untold untold) {
    return finding(untold.finding()) + ": " + Markdown.code(untold.reason());
  }

  private static String silenced(String server) {
    return "server " + Markdown.code(Display.name(server)) + " answers nothing";
  }

  private static String blinded(Blinded blinded) {
    return Markdown.code(blinded.code()) + ": " + Markdown.code(blinded.reason());
  }
}
