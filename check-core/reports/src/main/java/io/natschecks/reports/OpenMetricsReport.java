// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Forecast;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.AuditedFinding.State;
import io.natschecks.core.report.CheckOutcome;
import io.natschecks.core.report.Health;
import io.natschecks.core.report.Unseen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a report in the text form of OpenMetrics 1.0. All metrics are gauges, so that readers of
 * the older Prometheus form understand them too.
 *
 * <p>Nothing that a tenant chose is a label: labels are codes of checks, severities, sections of a
 * snapshot, and words. A check that judged nothing has no sample of {@code natschecks_findings}; a
 * sample of zero means that the check looked and found nothing.
 *
 * @since 0.1
 */
public final class OpenMetricsReport {

  /** The media type to serve it with. */
  public static final String MEDIA_TYPE =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private OpenMetricsReport() {}

  /**
   * Formats a report.
   *
   * @param report the report
   * @return the exposition, {@code # EOF} included
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
   * @param out where to, in UTF-8
   * @throws IOException if that fails
   */
  public static void write(AuditReport report, Appendable out) throws IOException {
    Exposition metrics = new Exposition();
    health(report, metrics);
    findings(report, metrics);
    checks(report, metrics);
    sight(report, metrics);
    times(report, metrics);
    forecasts(report, metrics);
    out.append(metrics.text());
  }

  private static void health(AuditReport report, Exposition metrics) {
    metrics.gauge("natschecks_health", "How the deployment fares: 1 for the state that is true.");
    for (Health each : Health.values()) {
      metrics.sample(each == report.health() ? 1 : 0, "state", Words.of(each));
    }
  }

  private static void findings(AuditReport report, Exposition metrics) {
    metrics.gauge(
        "natschecks_incidents",
        "Findings that no other one explains, by the worst severity of what they lead to.");
    for (Severity each : Severity.values()) {
      metrics.sample(report.count(each), "severity", Words.of(each));
    }
    ofChecks(report, metrics);
    metrics.gauge(
        "natschecks_findings_unlisted",
        "Findings beyond the bound of a check, which are counted and not listed.");
    metrics.sample(
        report.checks().stream()
            .map(CheckOutcome::result)
            .mapToLong(each -> each.findingCount() - each.findings().size())
            .sum());
    metrics.gauge(
        "natschecks_findings_accepted", "Findings that are suppressed or in the baseline.");
    metrics.sample(report.accepted().count());
    metrics.gauge(
        "natschecks_suppression_notices",
        "Suppressions that expired, expire soon, match nothing, or cannot be read.");
    metrics.sample(report.accepted().noticeCount());
    metrics.gauge("natschecks_findings_followed", "Findings by what became of them.");
    metrics.sample(count(report.findings(), State.NEW), "state", "new");
    metrics.sample(count(report.findings(), State.ONGOING), "state", "ongoing");
    metrics.sample(report.resolved().size(), "state", "resolved");
    metrics.sample(report.unconfirmed().size(), "state", "unconfirmed");
  }

  private static long count(List<AuditedFinding> findings, State state) {
    return findings.stream().filter(each -> each.state() == state).count();
  }

  private static void ofChecks(AuditReport report, Exposition metrics) {
    Map<String, Map<Severity, Long>> counts = new HashMap<>();
    for (AuditedFinding each : report.findings()) {
      counts
          .computeIfAbsent(each.finding().code(), key -> new HashMap<>())
          .merge(each.finding().severity(), 1L, Long::sum);
    }
    metrics.gauge(
        "natschecks_findings",
        "Findings, also those that another one explains; none for a check that judged nothing.");
    for (CheckOutcome check : report.checks()) {
      if (!check.judged()) {
        continue;
      }
      String code = check.check().code();
      Map<Severity, Long> ofCheck = counts.getOrDefault(code, Map.of());
      Set<Severity> severities = EnumSet.copyOf(check.check().severities());
      severities.addAll(ofCheck.keySet());
      for (Severity severity : severities) {
        metrics.sample(
            ofCheck.getOrDefault(severity, 0L), "code", code, "severity", Words.of(severity));
      }
    }
  }

  private static void checks(AuditReport report, Exposition metrics) {
    metrics.gauge("natschecks_checks", "Checks by outcome.");
    for (CheckResult.Status each : CheckResult.Status.values()) {
      metrics.sample(report.count(each), "status", Words.of(each));
    }
    metrics.gauge(
        "natschecks_checks_blind", "Checks that should have judged something and could not.");
    metrics.sample(new Unseen(report).blindChecks());
    metrics.gauge("natschecks_checks_unloadable", "Checks that could not be loaded.");
    metrics.sample(report.problems().size());
    metrics.gauge("natschecks_entities_unseen", "Entities that a check could not look at.");
    for (CheckOutcome check : report.checks()) {
      if (check.judged()) {
        metrics.sample(check.result().notLookedAt(), "code", check.check().code());
      }
    }
  }

  private static void sight(AuditReport report, Exposition metrics) {
    metrics.gauge("natschecks_servers", "Known servers, by whether they answered.");
    metrics.sample(report.servers().size(), "answer", "given");
    metrics.sample(report.silentServers().size(), "answer", "none");
    metrics.gauge(
        "natschecks_coverage", "What became of a section of the snapshot: 1 for what is true.");
    for (Section section : Section.values()) {
      Coverage.Status status = report.coverage().of(section).status();
      for (Coverage.Status each : Coverage.Status.values()) {
        metrics.sample(each == status ? 1 : 0, "section", section.name(), "status", Words.of(each));
      }
    }
    metrics.gauge("natschecks_coverage_exceptions", "Servers on which a section fared otherwise.");
    for (Section section : Section.values()) {
      metrics.sample(report.coverage().exceptions(section).size(), "section", section.name());
    }
  }

  private static void times(AuditReport report, Exposition metrics) {
    metrics.seconds("natschecks_snapshot_timestamp_seconds", "Time of the snapshot.");
    metrics.sampleSeconds(seconds(report.takenAt()));
    metrics.seconds("natschecks_snapshot_duration_seconds", "How long the snapshot took.");
    metrics.sampleSeconds(seconds(report.snapshotDuration()));
    metrics.seconds("natschecks_evaluation_duration_seconds", "How long the checks took.");
    metrics.sampleSeconds(seconds(report.duration()));
    metrics.seconds("natschecks_history_seconds", "How far back is remembered.");
    metrics.sampleSeconds(seconds(report.history().seen().length()));
  }

  private static void forecasts(AuditReport report, Exposition metrics) {
    List<Forecast> forecasts = report.forecasts();
    metrics.gauge("natschecks_forecasts", "What will be a finding if things go on as they did.");
    for (Severity each : Severity.values()) {
      metrics.sample(
          forecasts.stream().filter(forecast -> forecast.severity() == each).count(),
          "severity",
          Words.of(each));
    }
    if (!forecasts.isEmpty()) {
      metrics.seconds(
          "natschecks_forecast_next_timestamp_seconds", "Time of the first finding to come.");
      metrics.sampleSeconds(seconds(forecasts.get(0).at()));
    }
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1e9;
  }

  private static double seconds(Duration length) {
    return length.getSeconds() + length.getNano() / 1e9;
  }
}
