// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.Forecast;
import io.natschecks.api.Kind;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.core.registry.LoadProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an audit found, and what it could not see. Names in it were chosen by tenants: whoever
 * writes it escapes them for the medium.
 *
 * @param takenAt time of the snapshot
 * @param source where the snapshot comes from, for people
 * @param snapshotDuration how long the snapshot took
 * @param duration how long the evaluation took
 * @param previousAt time of the snapshot of the audit before; null in a first audit
 * @param findings what is wrong now, in {@link io.natschecks.api.Finding#ORDER}
 * @param resolved what was wrong in the audit before and is no longer
 * @param unconfirmed what was wrong when it was last looked at; this time nobody could
 * @param checks what became of each check, sorted by code
 * @param coverage what the snapshot knows and what it does not
 * @param servers the servers that answered
 * @param silentServers the servers that are known to exist and answered nothing
 * @param problems the checks that could not be loaded
 * @param history what is remembered of earlier snapshots
 * @param accepted what is wrong and does not count: it is none of the findings above
 * @param overview what is worth a drawing
 * @since 0.1
 */
public record AuditReport(
    Instant takenAt,
    String source,
    Duration snapshotDuration,
    Duration duration,
    @Nullable Instant previousAt,
    List<AuditedFinding> findings,
    List<AuditedFinding> resolved,
    List<AuditedFinding> unconfirmed,
    List<CheckOutcome> checks,
    Coverage coverage,
    List<Entity.Server> servers,
    List<SilentServer> silentServers,
    List<LoadProblem> problems,
    AuditHistory history,
    AcceptedFindings accepted,
    Overview overview) {

  public AuditReport {
    Objects.requireNonNull(takenAt, "takenAt");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(snapshotDuration, "snapshotDuration");
    Objects.requireNonNull(duration, "duration");
    findings = List.copyOf(findings);
    resolved = List.copyOf(resolved);
    unconfirmed = List.copyOf(unconfirmed);
    checks = List.copyOf(checks);
    Objects.requireNonNull(coverage, "coverage");
    servers = List.copyOf(servers);
    silentServers = List.copyOf(silentServers);
    problems = List.copyOf(problems);
    Objects.requireNonNull(history, "history");
    Objects.requireNonNull(accepted, "accepted");
    Objects.requireNonNull(overview, "overview");
  }

  /**
   * The findings that somebody has decided to live with for a while: in the configuration, or in
   * the metadata of a stream or a consumer.
   *
   * @return the {@linkplain #accepted() accepted} findings but those of a baseline
   */
  public List<AcceptedFinding> suppressed() {
    return accepted.findings().stream()
        .filter(each -> each.by().origin() != Acceptance.Origin.BASELINE)
        .toList();
  }

  /**
   * How the deployment fares.
   *
   * @return the worst of the operational findings; optimizations do not count
   */
  public Health health() {
    Severity worst = null;
    for (AuditedFinding each : findings) {
      Severity severity = each.finding().severity();
      if (each.check().kind() == Kind.OPERATIONAL
          && (worst == null || severity.compareTo(worst) > 0)) {
        worst = severity;
      }
    }
    if (worst == Severity.CRITICAL) {
      return Health.CRITICAL;
    }
    if (worst == Severity.WARNING) {
      return Health.WARNING;
    }
    boolean judged =
        checks.stream().anyMatch(each -> each.check().kind() == Kind.OPERATIONAL && each.judged());
    return judged ? Health.HEALTHY : Health.UNKNOWN;
  }

  /**
   * What is not wrong yet, and will be if things go on as they did.
   *
   * @return the first forecasts of each check, in {@link Forecast#ORDER}
   */
  public List<Forecast> forecasts() {
    return checks.stream()
        .flatMap(each -> each.result().forecasts().stream())
        .sorted(Forecast.ORDER)
        .toList();
  }

  /**
   * The findings sorted under their causes.
   *
   * @return what needs attention, the most severe first; each finding stands in exactly one
   */
  public List<Incident> incidents() {
    return Incident.of(findings);
  }

  /**
   * The incidents of each check together.
   *
   * @return the groups, the most severe incidents first
   */
  public List<IncidentGroup> incidentGroups() {
    return IncidentGroup.of(incidents());
  }

  /**
   * The report in a few counts, for people. What was not seen stands in it too, so that nobody
   * takes it for a pass.
   *
   * @return such as {@code 1 critical, 2 warnings, 1 server silent}; there are no names in it
   */
  public String summary() {
    return Tally.of(this);
  }

  /**
   * How long a finding has been there, for people.
   *
   * @param finding one of this report
   * @return {@code new}, or a length such as {@code 15m5s}; empty in a first audit, which cannot
   *     tell
   */
  public String age(AuditedFinding finding) {
    if (previousAt == null) {
      return "";
    }
    return finding.state() == AuditedFinding.State.NEW
        ? "new"
        : Display.duration(Duration.between(finding.since(), takenAt));
  }

  /**
   * Counts what needs attention. Findings that another one explains do not count; their severity
   * does.
   *
   * @param severity the severity
   * @return the number of {@link #incidents()} that have it
   */
  public long count(Severity severity) {
    return incidents().stream().filter(each -> each.severity() == severity).count();
  }

  /**
   * Counts the checks with an outcome.
   *
   * @param status the outcome
   * @return the number of {@link #checks()} that have it
   */
  public long count(CheckResult.Status status) {
    return checks.stream().filter(each -> each.result().status() == status).count();
  }

  /**
   * Counts all findings that were not accepted, also those that another one explains and those
   * beyond the bound of their check.
   *
   * @return the exact number
   */
  public long findingCount() {
    return checks.stream().mapToLong(each -> each.result().findingCount()).sum();
  }
}
