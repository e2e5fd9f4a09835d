// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of a check, as a report on disk has it.
 *
 * @param code its code
 * @param status the outcome
 * @param reason why it was skipped; null unless it was
 * @param detail why it was skipped, or the error
 * @param findings how many there are, also those that are not listed
 * @param notLookedAt how many entities could not be judged
 * @param gaps labels of the first of them
 */
record StoredCheck(
    String code,
    CheckResult.Status status,
    @Nullable SkipReason reason,
    String detail,
    long findings,
    long notLookedAt,
    Set<String> gaps) {

  boolean judged() {
    return status == CheckResult.Status.PASSED || status == CheckResult.Status.FAILED;
  }

  /** Says whether there was nothing that it could have looked at. */
  boolean foundNothingDeployed() {
    return reason == SkipReason.NOTHING_DEPLOYED;
  }

  /** Says whether all of its findings are listed, given those that are. */
  boolean lists(List<StoredFinding> listed) {
    return findings <= listed.size();
  }

  /** Why it could judge nothing, in words. */
  String blindness() {
    if (reason == null) {
      return "the check broke";
    }
    String words = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "the check was skipped: " + words + (detail.isEmpty() ? "" : " (" + detail + ")");
  }
}
