// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Display;
import io.natschecks.api.Severity;
import java.util.List;

/**
 * The findings of a check that have the same severity.
 *
 * @param check describes the check
 * @param severity the severity
 * @param total how many there are
 * @param rows the first of them
 * @param hasRunbook whether the runbook stands here; else it stood at an earlier group of the check
 */
record Group(
    CheckDescriptor check, Severity severity, long total, List<Row> rows, boolean hasRunbook) {

  String id() {
    return check.code() + "-" + Text.token(severity);
  }

  Sign sign() {
    return Sign.of(severity);
  }

  String count() {
    return Display.count(total);
  }

  long left() {
    return total - rows.size();
  }
}
