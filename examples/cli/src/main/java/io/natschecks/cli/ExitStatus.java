// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.ReportDiff;
import org.jspecify.annotations.Nullable;

/** What the program tells its caller when it ends. */
final class ExitStatus {

  /** Nothing at or above the severity that was asked about, and everything could be seen. */
  static final int OK = 0;

  /** Findings at or above the severity that was asked about. */
  static final int FINDINGS = 1;

  /** The command line or the configuration is wrong. */
  static final int USAGE = 2;

  /** There is no answer, or not a whole one. */
  static final int INCOMPLETE = 3;

  private ExitStatus() {}

  /**
   * Findings win over what could not be seen: they are true whatever else is missing. Without them,
   * anything missing wins, so that a half audit never looks like a good one.
   *
   * @param failOn the severity that was asked about; null if findings do not matter
   */
  static int of(AuditReport report, @Nullable Severity failOn, boolean isWhole) {
    boolean found =
        failOn != null
            && report.findings().stream()
                .anyMatch(each -> each.finding().severity().compareTo(failOn) >= 0);
    if (found) {
      return FINDINGS;
    }
    return isWhole ? OK : INCOMPLETE;
  }

  /** What is new wins over what cannot be told, for the same reasons. */
  static int of(ReportDiff diff, Severity failOn) {
    if (diff.isWorse(failOn)) {
      return FINDINGS;
    }
    return diff.isComplete() ? OK : INCOMPLETE;
  }
}
