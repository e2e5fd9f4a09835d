// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.core.report.Acceptance;
import io.natschecks.core.report.AcceptedFinding;
import io.natschecks.core.report.AcceptedFindings;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.SuppressionNotice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The findings that one suppression, or the baseline, accepts.
 *
 * @param by why they do not count
 * @param total how many of them were kept
 * @param rows the first of them
 */
record AcceptedGroup(Acceptance by, long total, List<Row> rows) {

  static List<AcceptedGroup> of(AcceptedFindings accepted, Groups groups) {
    Map<Acceptance, List<AuditedFinding>> byRule = new LinkedHashMap<>();
    for (AcceptedFinding each : accepted.findings()) {
      byRule.computeIfAbsent(each.by(), key -> new ArrayList<>()).add(each.finding());
    }
    List<AcceptedGroup> all = new ArrayList<>();
    byRule.forEach(
        (by, findings) ->
            all.add(new AcceptedGroup(by, findings.size(), groups.acceptedRows(findings))));
    return all;
  }

  String reason() {
    return Text.line(by.reason());
  }

  String terms() {
    String origin =
        switch (by.origin()) {
          case CONFIGURATION -> "suppressed by " + Text.line(by.rule());
          case METADATA -> "suppressed by its own metadata";
          case BASELINE -> "in the baseline";
        };
    return origin + (by.until() == null ? "" : ", until " + by.until());
  }

  long left() {
    return total - rows.size();
  }

  static String text(SuppressionNotice notice) {
    String rule = "Suppression of " + Text.line(notice.rule());
    String reason = " (" + Text.line(notice.reason()) + ")";
    return switch (notice.state()) {
      case EXPIRED -> rule + " expired: its last day was " + notice.until() + reason;
      case EXPIRES_SOON -> rule + " expires soon: its last day is " + notice.until() + reason;
      case UNREADABLE -> rule + " cannot be read and holds nothing: " + Text.line(notice.detail());
      case UNUSED -> rule + " matches nothing" + reason;
    };
  }

  /** What changes what counts is worth more than a look. */
  static Sign sign(SuppressionNotice notice) {
    return switch (notice.state()) {
      case EXPIRED, UNREADABLE -> Sign.WARNING;
      case EXPIRES_SOON, UNUSED -> Sign.INFO;
    };
  }
}
