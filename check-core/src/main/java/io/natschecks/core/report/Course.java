// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Display;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What became of a finding over time, in brackets after its message. */
final class Course {

  private Course() {}

  /** With its age. */
  static String after(AuditReport report, AuditedFinding finding) {
    List<String> words = new ArrayList<>();
    words.add(Display.duration(Duration.between(finding.since(), report.takenAt())));
    return inBrackets(words, finding);
  }

  /** Without its age, which stands elsewhere; empty if there is nothing to say. */
  static String after(AuditedFinding finding) {
    return inBrackets(new ArrayList<>(), finding);
  }

  private static String inBrackets(List<String> words, AuditedFinding finding) {
    if (finding.times() > 1) {
      words.add(Display.count(finding.times(), "audit"));
    }
    if (finding.before() != null) {
      words.add("was " + finding.before().name().toLowerCase(Locale.ROOT));
    }
    if (finding.flapping()) {
      words.add("flapping");
    }
    return words.isEmpty() ? "" : " [" + String.join(", ", words) + "]";
  }
}
