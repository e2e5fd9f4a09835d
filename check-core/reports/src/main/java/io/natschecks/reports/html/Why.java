// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Gap;
import io.natschecks.api.SkipReason;

/** Why a check did not look, or not at everything. */
final class Why {

  private Why() {}

  static String of(CheckResult result) {
    SkipReason reason = result.skipReason();
    if (reason != null) {
      String detail = result.detail();
      return Text.lower(reason) + (detail.isEmpty() ? "" : ": " + Text.line(detail));
    }
    if (!result.detail().isEmpty()) {
      return Text.line(result.detail());
    }
    if (result.gaps().isEmpty()) {
      return "";
    }
    Gap first = result.gaps().get(0);
    return Text.line(
        first.subject()
            + ": "
            + (first.detail().isEmpty() ? Text.lower(first.reason()) : first.detail()));
  }
}
