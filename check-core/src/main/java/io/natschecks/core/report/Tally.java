// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Display;
import io.natschecks.api.Severity;
import java.util.ArrayList;
import java.util.List;

/** A report in a few counts. */
final class Tally {

  private Tally() {}

  /** What was not seen stands in it too, so that nobody takes it for a pass. */
  static String of(AuditReport report) {
    List<String> parts = new ArrayList<>();
    addIfAny(parts, report.count(Severity.CRITICAL), "critical", "critical");
    addIfAny(parts, report.count(Severity.WARNING), "warning", "warnings");
    addIfAny(parts, report.count(Severity.INFO), "info", "info");
    if (parts.isEmpty()) {
      parts.add("no findings");
    }
    int consequences = report.findings().size() - report.incidents().size();
    addIfAny(parts, consequences, "consequence", "consequences");
    addIfAny(parts, report.accepted().count(), "accepted", "accepted");
    addIfAny(parts, report.silentServers().size(), "server silent", "servers silent");
    addIfAny(parts, new Unseen(report).blindChecks(), "check blind", "checks blind");
    return String.join(", ", parts);
  }

  private static void addIfAny(List<String> parts, long count, String one, String many) {
    if (count > 0) {
      parts.add(Display.count(count) + " " + (count == 1 ? one : many));
    }
  }
}
