// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Forecast;
import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.CheckOutcome;
import io.natschecks.core.report.Health;
import io.natschecks.core.report.Unseen;
import java.util.ArrayList;
import java.util.List;

/** A report as the templates read it. */
final class Page {

  private static final int MOST_LOSSES = 40;
  private static final int MOST_FORECASTS = 100;

  private final AuditReport report;
  private final Unseen unseen;
  private final Text text = new Text();
  private final List<Group> groups;
  private final List<AcceptedGroup> accepted;
  private final List<Row> unconfirmed;
  private final List<Row> resolved;

  Page(AuditReport report) {
    this.report = report;
    this.unseen = new Unseen(report);
    Groups all = new Groups(report, text);
    this.groups = all.current();
    this.accepted = AcceptedGroup.of(report.accepted(), all);
    this.unconfirmed = all.rows(report.unconfirmed());
    this.resolved = all.rows(report.resolved());
  }

  AuditReport report() {
    return report;
  }

  Text text() {
    return text;
  }

  String source() {
    return Text.line(report.source())
        + " · "
        + Display.count(report.servers().size(), "server")
        + " answered";
  }

  /** A figure of the head, and where in the page it is explained. */
  record Figure(String count, String word, String href, Sign sign) {}

  Sign sign() {
    return report.health() == Health.HEALTHY && hasLosses()
        ? Sign.SILENT
        : Sign.of(report.health());
  }

  /** Never better than what was seen. */
  String headline() {
    return switch (report.health()) {
      case CRITICAL -> "Critical";
      case WARNING -> "Warning";
      case HEALTHY -> hasLosses() ? "Healthy as far as seen" : "Healthy";
      case UNKNOWN -> "Unknown";
    };
  }

  private boolean hasLosses() {
    return !unseen.losses(1).isEmpty();
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    for (Severity each : List.of(Severity.CRITICAL, Severity.WARNING, Severity.INFO)) {
      figures.add(figure(report.count(each), Text.lower(each), "#findings", Sign.of(each)));
    }
    int explained = report.findings().size() - report.incidents().size();
    if (explained > 0) {
      figures.add(
          figure(
              explained, explained == 1 ? "consequence" : "consequences", "#findings", Sign.NONE));
    }
    if (report.previousAt() != null) {
      figures.add(figure(newFindings(), "new", "#findings", Sign.NONE));
    }
    if (!report.resolved().isEmpty()) {
      figures.add(figure(report.resolved().size(), "resolved", "#resolved", Sign.NONE));
    }
    if (report.accepted().count() > 0) {
      figures.add(figure(report.accepted().count(), "accepted", "#accepted", Sign.NONE));
    }
    int silent = report.silentServers().size();
    figures.add(
        figure(silent, silent == 1 ? "silent server" : "silent servers", "#unseen", Sign.SILENT));
    long blind = unseen.blindChecks();
    figures.add(figure(blind, blind == 1 ? "blind check" : "blind checks", "#unseen", Sign.SILENT));
    return figures;
  }

  private static Figure figure(long count, String word, String href, Sign sign) {
    return new Figure(Display.count(count), word, href, count == 0 ? Sign.NONE : sign);
  }

  private long newFindings() {
    return report.findings().stream()
        .filter(each -> each.state() == AuditedFinding.State.NEW)
        .count();
  }

  List<Group> groups() {
    return groups;
  }

  List<Group> groups(Severity severity) {
    return groups.stream().filter(each -> each.severity() == severity).toList();
  }

  /** The severities of which there is a group, the worst first. */
  List<Severity> severities() {
    return groups.stream().map(Group::severity).distinct().toList();
  }

  List<AcceptedGroup> accepted() {
    return accepted;
  }

  List<Row> unconfirmed() {
    return unconfirmed;
  }

  List<Row> resolved() {
    return resolved;
  }

  Filters filters() {
    List<Row> rows = new ArrayList<>(unconfirmed);
    rows.addAll(resolved);
    accepted.forEach(each -> rows.addAll(each.rows()));
    for (Group group : groups) {
      for (Group.Case incident : group.incidents()) {
        rows.add(incident.cause());
        rows.addAll(incident.consequences());
      }
    }
    return Filters.of(rows);
  }

  /** Findings that the engine counted and did not keep. */
  long notKept() {
    return report.findingCount() - report.findings().size();
  }

  List<Forecast> forecasts() {
    return report.forecasts().stream().limit(MOST_FORECASTS).toList();
  }

  long forecastsLeft() {
    return Math.max(0, report.forecasts().size() - (long) MOST_FORECASTS);
  }

  List<Unseen.Loss> losses() {
    return unseen.losses(MOST_LOSSES);
  }

  List<SectionRow> sections() {
    return SectionRow.of(report);
  }

  List<Drawing> drawings() {
    Marks marks = new Marks(report);
    return List.of(
        new Layout(report, marks, Layout.WIDE).drawing(),
        new Layout(report, marks, Layout.NARROW).drawing());
  }

  List<LinkRow> links() {
    return LinkRow.of(report.overview().topology(), new Marks(report));
  }

  List<Sparkline> sparklines() {
    return report.overview().series().stream().map(Sparkline::of).toList();
  }

  List<CheckOutcome> checks(CheckResult.Status status) {
    return report.checks().stream().filter(each -> each.result().status() == status).toList();
  }
}
