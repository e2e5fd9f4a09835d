// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groups findings by severity and check, and bounds what is written of them. */
final class Groups {

  /** Most findings in the page, unless there are very many groups. */
  private static final int MOST = 3_000;

  private static final int FEWEST_OF_A_GROUP = 10;
  private static final int MOST_OF_A_GROUP = 100;

  private final AuditReport report;
  private final Text text;
  private int number;

  Groups(AuditReport report, Text text) {
    this.report = report;
    this.text = text;
  }

  /** The groups of what is wrong now, the worst first; new findings stand first in theirs. */
  List<Group> current() {
    Map<String, List<AuditedFinding>> byGroup = new LinkedHashMap<>();
    for (AuditedFinding each : report.findings()) {
      String group = each.finding().severity() + " " + each.finding().code();
      byGroup.computeIfAbsent(group, key -> new ArrayList<>()).add(each);
    }
    int most =
        Math.min(
            MOST_OF_A_GROUP, Math.max(FEWEST_OF_A_GROUP, MOST / Math.max(1, byGroup.size())));
    Set<String> codes = new HashSet<>();
    List<Group> groups = new ArrayList<>();
    for (List<AuditedFinding> findings : byGroup.values()) {
      findings.sort(Comparator.comparing(AuditedFinding::state));
      AuditedFinding first = findings.get(0);
      groups.add(
          new Group(
              first.check(),
              first.finding().severity(),
              findings.size(),
              rows(findings, most),
              codes.add(first.finding().code())));
    }
    return groups;
  }

  List<Row> rows(List<AuditedFinding> findings) {
    return rows(findings, MOST_OF_A_GROUP);
  }

  private List<Row> rows(List<AuditedFinding> findings, int most) {
    return findings.stream().limit(most).map(this::row).toList();
  }

  private Row row(AuditedFinding finding) {
    number++;
    return new Row("f" + number, finding, report.takenAt(), report.previousAt() == null, text);
  }
}
