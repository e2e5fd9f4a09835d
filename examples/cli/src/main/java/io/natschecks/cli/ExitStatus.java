// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.CheckOutcome;
import java.util.EnumSet;
import java.util.Set;
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

  /** The deployment owed something and did not give it. */
  private static final Set<SkipReason> OWED =
      EnumSet.of(
          SkipReason.REFUSED, SkipReason.TIMED_OUT, SkipReason.TRUNCATED, SkipReason.MALFORMED);

  private static final Set<SkipReason> HARMLESS =
      EnumSet.of(SkipReason.DISABLED, SkipReason.NOTHING_DEPLOYED);

  private ExitStatus() {}

  /**
   * Findings win over what could not be seen: they are true whatever else is missing. Without them,
   * anything missing wins, so that a half audit never looks like a good one.
   *
   * @param failOn the severity that was asked about; null if findings do not matter
   */
  static int of(AuditReport report, @Nullable Severity failOn) {
    return of(report, failOn, OWED);
  }

  /** An account of its own is owed nothing that only the system account may ask. */
  static int ofOwnAccount(AuditReport report, @Nullable Severity failOn) {
    Set<SkipReason> owed = EnumSet.copyOf(OWED);
    owed.remove(SkipReason.REFUSED);
    return of(report, failOn, owed);
  }

  private static int of(AuditReport report, @Nullable Severity failOn, Set<SkipReason> owed) {
    boolean found =
        failOn != null
            && report.findings().stream()
                .anyMatch(each -> each.finding().severity().compareTo(failOn) >= 0);
    if (found) {
      return FINDINGS;
    }
    return isComplete(report, owed) ? OK : INCOMPLETE;
  }

  private static boolean isComplete(AuditReport report, Set<SkipReason> owed) {
    return report.silentServers().isEmpty()
        && report.problems().isEmpty()
        && report.checks().stream().noneMatch(check -> misses(check, owed))
        && couldJudge(report);
  }

  private static boolean misses(CheckOutcome outcome, Set<SkipReason> owed) {
    CheckResult result = outcome.result();
    SkipReason reason = result.skipReason();
    return result.status() == CheckResult.Status.ERRORED
        || (reason != null && owed.contains(reason))
        || result.gaps().stream().anyMatch(gap -> owed.contains(gap.reason()));
  }

  /**
   * An audit in which every check was skipped says nothing, unless there was nothing to look at.
   */
  private static boolean couldJudge(AuditReport report) {
    return report.checks().stream().anyMatch(CheckOutcome::judged)
        || report.checks().stream()
            .map(each -> each.result().skipReason())
            .allMatch(reason -> reason != null && HARMLESS.contains(reason));
  }
}
