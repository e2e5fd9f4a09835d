// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.Forecast;
import java.util.stream.Collectors;

/** Results as a failed assertion shows them. */
final class Shown {

  private Shown() {}

  static String result(CheckResult result) {
    StringBuilder text = new StringBuilder().append(result.status());
    if (result.skipReason() != null) {
      text.append(' ').append(result.skipReason());
    }
    if (!result.detail().isEmpty()) {
      text.append(" (").append(result.detail()).append(')');
    }
    text.append(", looked at %d, not at %d".formatted(result.lookedAt(), result.notLookedAt()));
    result.findings().forEach(finding -> text.append("\n  finding ").append(finding(finding)));
    if (result.findingCount() > result.findings().size()) {
      text.append("\n  %d findings in all".formatted(result.findingCount()));
    }
    result.forecasts().forEach(forecast -> text.append("\n  forecast ").append(forecast(forecast)));
    result
        .gaps()
        .forEach(
            gap ->
                text.append(
                    "\n  gap %s: %s %s".formatted(gap.subject(), gap.reason(), gap.detail())));
    return text.toString();
  }

  static String forecast(Forecast forecast) {
    return "%s %s at %s%n    %s"
        .formatted(forecast.severity(), forecast.key(), forecast.at(), forecast.message());
  }

  static String finding(Finding finding) {
    String evidence =
        finding.evidence().items().stream().map(Shown::item).collect(Collectors.joining(", "));
    return "%s %s%n    %s%n    {%s}"
        .formatted(finding.severity(), finding.key(), finding.message(), evidence);
  }

  private static String item(Evidence.Item item) {
    return "%s %s=%s".formatted(item.role(), item.name(), item.value().display());
  }
}
