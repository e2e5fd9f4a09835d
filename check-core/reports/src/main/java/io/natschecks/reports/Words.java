// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words that several reports use. */
final class Words {

  private Words() {}

  /** A constant as programs read it, such as timed-out. */
  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What became of a finding: its age, its severity before, and whether it comes and goes. */
  static String course(AuditReport report, AuditedFinding finding) {
    List<String> words = new ArrayList<>();
    String age = report.age(finding);
    if (!age.isEmpty()) {
      words.add(age);
    }
    if (finding.before() != null) {
      words.add("was " + of(finding.before()));
    }
    if (finding.flapping()) {
      words.add("flapping");
    }
    return String.join(", ", words);
  }
}
