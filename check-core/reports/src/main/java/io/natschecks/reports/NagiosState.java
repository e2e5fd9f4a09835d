// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.core.report.AuditReport;

/**
 * The state of a service in Nagios and its relatives.
 *
 * @since 0.1
 */
public enum NagiosState {
  /** Nothing is wrong, and everything was seen. */
  OK(0),
  /** The worst operational finding is a warning. */
  WARNING(1),
  /** There is a critical operational finding. */
  CRITICAL(2),
  /** Nothing was found, and not everything was seen. */
  UNKNOWN(3);

  private final int exitStatus;

  NagiosState(int exitStatus) {
    this.exitStatus = exitStatus;
  }

  /**
   * The state of an audited deployment. Findings win over what could not be seen: they are true
   * whatever else is missing.
   *
   * @param report the report
   * @param isWhole whether all was seen that should be; see {@link
   *     io.natschecks.core.report.Viewpoint#sawAll}
   * @return the state; optimizations do not count
   */
  public static NagiosState of(AuditReport report, boolean isWhole) {
    return switch (report.health()) {
      case CRITICAL -> CRITICAL;
      case WARNING -> WARNING;
      case HEALTHY -> isWhole ? OK : UNKNOWN;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /**
   * The exit status with which a plugin tells the state.
   *
   * @return 0 for OK, 1 for WARNING, 2 for CRITICAL, 3 for UNKNOWN
   */
  public int exitStatus() {
    return exitStatus;
  }
}
