// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.Incident;
import io.natschecks.core.text.PlainText;
import java.util.HashMap;
import java.util.Map;

/** What explains the findings of a report, and what they explain, looked up by finding. */
final class Explanations {

  private final Map<String, AuditedFinding> findings = new HashMap<>();
  private final Map<String, Incident> incidents = new HashMap<>();

  Explanations(AuditReport report) {
    report.findings().forEach(each -> findings.put(each.finding().key(), each));
    report.incidents().forEach(each -> incidents.put(each.cause().finding().key(), each));
  }

  /** One printable line; empty for a finding that stands alone. */
  String of(AuditedFinding finding) {
    Incident incident = incidents.get(finding.finding().key());
    if (incident != null) {
      return incident.explains();
    }
    AuditedFinding cause = finding.isConsequence() ? findings.get(finding.causes().get(0)) : null;
    return cause == null
        ? ""
        : "explained by "
            + cause.finding().code()
            + " "
            + PlainText.oneLine(cause.finding().message());
  }
}
