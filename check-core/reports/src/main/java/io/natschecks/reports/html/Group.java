// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Display;
import io.natschecks.api.Severity;
import java.util.List;

/**
 * The incidents that a check is the cause of, all of the same severity.
 *
 * @param id its place in the page
 * @param check describes the check
 * @param severity the severity of the incidents
 * @param own the severity of the findings of the check, which their consequences can exceed
 * @param total how many there are
 * @param incidents the first of them
 * @param hasRunbook whether the runbook stands here; else it stood at an earlier group of the check
 */
record Group(
    String id,
    CheckDescriptor check,
    Severity severity,
    Severity own,
    long total,
    List<Case> incidents,
    boolean hasRunbook) {

  /**
   * A finding that no other explains, with the first of those that it explains.
   *
   * @param cause the finding
   * @param consequences what it explains
   * @param total how many it explains
   */
  record Case(Row cause, List<Row> consequences, long total) {

    String summary() {
      return "explains " + Display.count(total, "finding");
    }

    long left() {
      return total - consequences.size();
    }
  }

  private static final int UNFOLDED = 10;

  /** Those that are in sight. */
  List<Case> first() {
    return incidents.subList(0, Math.min(UNFOLDED, incidents.size()));
  }

  /** Those that are folded, so that no check fills the page. */
  List<Case> folded() {
    return incidents.subList(first().size(), incidents.size());
  }

  Sign sign() {
    return Sign.of(own);
  }

  String count() {
    return Display.count(total);
  }

  long left() {
    return total - incidents.size();
  }
}
