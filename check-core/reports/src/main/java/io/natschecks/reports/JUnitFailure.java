// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Evidence;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.text.PlainText;
import java.util.List;

/** Tells the findings of one check as the failure of a test. */
final class JUnitFailure {

  private static final int MOST_FINDINGS = 100;
  private static final int MOST_OF_A_REMEDY = 2_000;

  private final AuditReport report;
  private final Explanations explanations;

  JUnitFailure(AuditReport report) {
    this.report = report;
    this.explanations = new Explanations(report);
  }

  static String message(CheckResult result, List<AuditedFinding> found) {
    String count = Display.count(result.findingCount(), "finding");
    return found.isEmpty()
        ? count
        : count + ", first: " + PlainText.oneLine(found.get(0).finding().message());
  }

  String body(CheckDescriptor check, CheckResult result, List<AuditedFinding> found) {
    StringBuilder body = new StringBuilder();
    List<AuditedFinding> listed = found.subList(0, Math.min(found.size(), MOST_FINDINGS));
    listed.forEach(each -> finding(each, body));
    long more = result.findingCount() - listed.size();
    if (more > 0) {
      body.append("and ").append(Display.count(more)).append(" more\n");
    }
    body.append("\ndo:   ")
        .append(PlainText.oneLine(check.remediation(), MOST_OF_A_REMEDY))
        .append("\nmore: natschecks explain ")
        .append(check.code());
    return body.toString();
  }

  private void finding(AuditedFinding finding, StringBuilder body) {
    String course = Words.course(report, finding);
    body.append(finding.finding().severity())
        .append(course.isEmpty() ? "" : " [" + course + "]")
        .append("  ")
        .append(PlainText.oneLine(finding.finding().message()))
        .append('\n');
    String explanation = explanations.of(finding);
    if (!explanation.isEmpty()) {
      body.append("  ").append(explanation).append('\n');
    }
    for (Evidence.Item item : finding.finding().evidence().items()) {
      body.append("  ")
          .append(PlainText.oneLine(item.name()))
          .append(": ")
          .append(PlainText.oneLine(item.value().display()))
          .append(item.role() == Evidence.Role.CONTEXT ? "" : " (" + Words.of(item.role()) + ")")
          .append('\n');
    }
  }
}
