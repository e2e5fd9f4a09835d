// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.Unseen;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * The numbers of a report as Nagios plugins give them: {@code label=value[unit];warn;crit;min}. A
 * threshold of 0 alerts above zero.
 */
final class PerformanceData {

  private PerformanceData() {}

  static String of(AuditReport report, Map<Severity, Long> operational) {
    return String.join(
        " ",
        "critical=" + operational.getOrDefault(Severity.CRITICAL, 0L) + ";;0;0",
        "warning=" + operational.getOrDefault(Severity.WARNING, 0L) + ";0;;0",
        number("info", operational.getOrDefault(Severity.INFO, 0L)),
        number("findings", report.findingCount()),
        number("accepted", report.accepted().count()),
        number("unconfirmed", report.unconfirmed().size()),
        number("checks_passed", report.count(CheckResult.Status.PASSED)),
        number("checks_failed", report.count(CheckResult.Status.FAILED)),
        number("checks_skipped", report.count(CheckResult.Status.SKIPPED)),
        number("checks_errored", report.count(CheckResult.Status.ERRORED)),
        number("checks_blind", new Unseen(report).blindChecks()),
        number("servers", report.servers().size()),
        number("servers_silent", report.silentServers().size()),
        seconds("snapshot_time", report.snapshotDuration()),
        seconds("evaluation_time", report.duration()));
  }

  private static String number(String label, long value) {
    return label + "=" + value + ";;;0";
  }

  private static String seconds(String label, Duration value) {
    return String.format(Locale.ROOT, "%s=%.3fs;;;0", label, value.toNanos() / 1e9);
  }
}
