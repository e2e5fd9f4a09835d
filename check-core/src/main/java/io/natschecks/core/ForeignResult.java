// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.CheckResult.Status;
import io.natschecks.api.Finding;
import io.natschecks.api.Forecast;
import java.util.ArrayList;
import java.util.List;

/**
 * A result as a check has answered it. A check may build its result by hand: one that is not its
 * own would mislead, and what is not its share, or was accepted, is sorted out here.
 */
record ForeignResult(CheckResult result, CheckContext context, Acceptances acceptances) {

  CheckResult checked() {
    String code = context.descriptor().code();
    for (Finding finding : result.findings()) {
      if (!finding.code().equals(code)) {
        return CheckResult.errored("it answered a finding of " + finding.code());
      }
    }
    for (Forecast forecast : result.forecasts()) {
      if (!forecast.code().equals(code)) {
        return CheckResult.errored("it answered a forecast of " + forecast.code());
      }
    }
    return isSorted() && result.findings().size() <= context.maxFindings() ? result : sorted();
  }

  private boolean isSorted() {
    return result.findings().stream()
            .allMatch(each -> context.answersFor(each.entity()) && acceptances.of(each) == null)
        && result.forecasts().stream().allMatch(each -> context.answersFor(each.entity()));
  }

  private CheckResult sorted() {
    List<Finding> findings = new ArrayList<>();
    List<Finding> accepted = new ArrayList<>(result.accepted());
    for (Finding each : result.findings()) {
      if (context.answersFor(each.entity())) {
        (acceptances.of(each) == null ? findings : accepted).add(each);
      }
    }
    int moved = accepted.size() - result.accepted().size();
    int dropped = result.findings().size() - findings.size() - moved;
    long count = result.findingCount() - moved - dropped;
    boolean failed = result.status() == Status.FAILED;
    return new CheckResult(
        failed && count == 0 ? Status.PASSED : result.status(),
        first(findings),
        count,
        result.forecasts().stream().filter(each -> context.answersFor(each.entity())).toList(),
        result.lookedAt(),
        result.gaps(),
        result.notLookedAt(),
        result.skipReason(),
        result.detail(),
        first(accepted),
        result.acceptedCount() + moved);
  }

  private List<Finding> first(List<Finding> findings) {
    return findings.stream().sorted(Finding.ORDER).limit(context.maxFindings()).toList();
  }
}
