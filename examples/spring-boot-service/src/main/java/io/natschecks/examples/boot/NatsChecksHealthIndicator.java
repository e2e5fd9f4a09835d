// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import io.natschecks.api.Severity;
import io.natschecks.core.monitor.MonitorStatus;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.CheckOutcome;
import io.natschecks.core.report.Incident;
import io.natschecks.core.report.TextReport;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells the health of the deployment, not of this application, which can do its work while NATS
 * cannot: it belongs into no group by which an orchestrator ends or bypasses the application.
 *
 * <p>A deployment that cannot be seen is OUT_OF_SERVICE. UNKNOWN would be the truer word, but
 * aggregates rank it below UP, and it would look healthy there. So is one that was not seen yet. An
 * instance that only stands by is UP: another one tells how the deployment fares.
 */
public final class NatsChecksHealthIndicator implements HealthIndicator {

  private static final int MOST_CAUSES = 5;

  private static final List<Severity> MOST_SEVERE_FIRST =
      List.of(Severity.CRITICAL, Severity.WARNING, Severity.INFO);

  private final Supplier<MonitorStatus> monitor;
  private final Status warning;

  /**
   * Tells the health that a monitor sees.
   *
   * @param monitor {@code AuditMonitor::status}
   * @param warning status of a deployment whose worst finding is a warning
   */
  public NatsChecksHealthIndicator(Supplier<MonitorStatus> monitor, Status warning) {
    this.monitor = monitor;
    this.warning = warning;
  }

  @Override
  public Health health() {
    MonitorStatus now = monitor.get();
    Health.Builder health = new Health.Builder(statusOf(now));
    health.withDetail("monitor", word(now.state()));
    health.withDetail("since", now.since().truncatedTo(ChronoUnit.SECONDS));
    if (now.problem() != null) {
      health.withDetail("problem", now.problem());
    }
    AuditReport report = now.lastReport();
    if (report != null) {
      health.withDetail("lastAudit", report.takenAt().truncatedTo(ChronoUnit.SECONDS));
      if (now.state() == MonitorStatus.State.WATCHING) {
        health.withDetails(details(report));
      }
    }
    return health.build();
  }

  private Status statusOf(MonitorStatus now) {
    AuditReport report = now.lastReport();
    return switch (now.state()) {
      case STARTING, CANNOT_SEE, CLOSED -> Status.OUT_OF_SERVICE;
      case STANDBY -> Status.UP;
      case WATCHING -> report == null ? Status.OUT_OF_SERVICE : statusOf(report);
    };
  }

  private Status statusOf(AuditReport report) {
    return switch (report.health()) {
      case HEALTHY -> Status.UP;
      case WARNING -> warning;
      case CRITICAL -> Status.DOWN;
      case UNKNOWN -> Status.OUT_OF_SERVICE;
    };
  }

  private static Map<String, Object> details(AuditReport report) {
    List<Incident> incidents = report.incidents();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("deployment", word(report.health()));
    for (Severity each : MOST_SEVERE_FIRST) {
      details.put(word(each), incidents.stream().filter(one -> one.severity() == each).count());
    }
    details.put("causes", incidents.stream().limit(MOST_CAUSES).map(each -> line(each)).toList());
    details.put("servers", report.servers().size());
    details.put("silentServers", report.silentServers().size());
    details.put("blindChecks", report.checks().stream().filter(CheckOutcome::isBlind).count());
    return details;
  }

  private static String line(Incident incident) {
    AuditedFinding cause = incident.cause();
    int consequences = incident.consequences().size();
    return TextReport.line(cause)
        + " [since "
        + cause.since().truncatedTo(ChronoUnit.SECONDS)
        + (consequences > 0 ? ", explains " + consequences + " more" : "")
        + "]";
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
