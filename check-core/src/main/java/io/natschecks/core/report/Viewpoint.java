// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whose eyes an audit has, and with that what it may expect to see.
 *
 * @since 0.1
 */
public enum Viewpoint {
  /** The system account, the monitoring ports, or a capture: nothing may be refused. */
  SYSTEM,
  /** A plain account: what only the system account may ask is no loss. */
  ACCOUNT;

  /** The deployment should have given it. */
  private static final Set<SkipReason> OWED =
      Collections.unmodifiableSet(
          EnumSet.of(
              SkipReason.REFUSED,
              SkipReason.TIMED_OUT,
              SkipReason.TRUNCATED,
              SkipReason.MALFORMED));

  /**
   * Says whether an audit saw all that it may expect, so that what it did not find is not there.
   *
   * @param report the report of the audit
   * @return false if a server was silent, data was refused, late, cut short or damaged, a check
   *     broke or could not be loaded, or nothing was judged though there was something to judge
   */
  public boolean sawAll(AuditReport report) {
    return report.silentServers().isEmpty()
        && report.problems().isEmpty()
        && report.checks().stream().noneMatch(this::misses)
        && couldJudge(report);
  }

  /** Says whether the deployment should have given what is missing. */
  boolean isOwed(SkipReason reason) {
    return OWED.contains(reason) && (this == SYSTEM || reason != SkipReason.REFUSED);
  }

  private boolean misses(CheckOutcome outcome) {
    CheckResult result = outcome.result();
    SkipReason reason = result.skipReason();
    return result.status() == CheckResult.Status.ERRORED
        || (reason != null && isOwed(reason))
        || result.gaps().stream().anyMatch(gap -> isOwed(gap.reason()));
  }

  /**
   * An audit in which every check was skipped says nothing, unless there was nothing to look at.
   */
  private static boolean couldJudge(AuditReport report) {
    return report.checks().stream().anyMatch(CheckOutcome::judged)
        || report.checks().stream().noneMatch(CheckOutcome::isBlind);
  }
}
