// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.Incident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groups incidents by severity and check, and bounds what is written of them. */
final class Groups {

  /** Most incidents in the page, unless there are very many groups; and most consequences. */
  private static final int MOST = 3_000;

  private static final int FEWEST_OF_A_GROUP = 10;
  private static final int MOST_OF_A_GROUP = 100;
  private static final int FEWEST_CONSEQUENCES = 3;
  private static final int MOST_CONSEQUENCES = 50;

  private final AuditReport report;
  private final Text text;
  private final Set<String> runbooks = new HashSet<>();
  private int room = MOST;
  private int rows;
  private int groups;

  Groups(AuditReport report, Text text) {
    this.report = report;
    this.text = text;
  }

  /** The groups of what is wrong now, the worst first; new findings stand first in theirs. */
  List<Group> current() {
    Map<String, List<Incident>> byGroup = new LinkedHashMap<>();
    for (Incident each : report.incidents()) {
      String cause = each.cause().finding().severity() + " " + each.cause().finding().code();
      byGroup.computeIfAbsent(each.severity() + " " + cause, key -> new ArrayList<>()).add(each);
    }
    int most = MOST / Math.max(1, byGroup.size());
    int mostOfAGroup = Math.min(MOST_OF_A_GROUP, Math.max(FEWEST_OF_A_GROUP, most));
    return byGroup.values().stream().map(each -> group(each, mostOfAGroup)).toList();
  }

  private Group group(List<Incident> incidents, int most) {
    incidents.sort(Comparator.comparing(each -> each.cause().state()));
    Incident first = incidents.get(0);
    groups++;
    return new Group(
        "g" + groups,
        first.cause().check(),
        first.severity(),
        first.cause().finding().severity(),
        incidents.size(),
        incidents.stream().limit(most).map(this::incident).toList(),
        runbooks.add(first.cause().finding().code()));
  }

  private Group.Case incident(Incident incident) {
    List<AuditedFinding> all = incident.consequences();
    int most = Math.max(FEWEST_CONSEQUENCES, Math.min(MOST_CONSEQUENCES, room));
    Row cause = row(incident.cause());
    List<Row> consequences = rows(all, most);
    room -= consequences.size();
    return new Group.Case(cause, consequences, all.size());
  }

  /** The first of other findings. */
  List<Row> rows(List<AuditedFinding> findings) {
    return rows(findings, MOST_OF_A_GROUP);
  }

  private List<Row> rows(List<AuditedFinding> findings, int most) {
    return findings.stream().limit(most).map(this::row).toList();
  }

  /** The first of findings that do not count. */
  List<Row> acceptedRows(List<AuditedFinding> findings) {
    return findings.stream().limit(MOST_OF_A_GROUP).map(each -> row(each, true)).toList();
  }

  private Row row(AuditedFinding finding) {
    return row(finding, false);
  }

  private Row row(AuditedFinding finding, boolean accepted) {
    rows++;
    boolean first = report.previousAt() == null;
    return new Row("f" + rows, finding, report.takenAt(), first, accepted, text);
  }
}
