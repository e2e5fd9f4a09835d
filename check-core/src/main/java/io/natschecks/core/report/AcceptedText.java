// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Display;
import io.natschecks.core.report.SuppressionNotice.State;
import io.natschecks.core.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What does not count, and what is to be known of suppressions, in a line each. */
final class AcceptedText {

  private static final int MOST = 10;

  private AcceptedText() {}

  /** Each rule with the number of its findings. */
  static List<String> accepted(AcceptedFindings accepted) {
    Map<Acceptance, Integer> counts = new LinkedHashMap<>();
    accepted.findings().forEach(each -> counts.merge(each.by(), 1, Integer::sum));
    List<String> texts = new ArrayList<>();
    counts.forEach((by, count) -> texts.add(text(by) + ": " + Display.count(count)));
    return bounded(texts, texts.size());
  }

  private static String text(Acceptance by) {
    String reason = PlainText.oneLine(by.reason());
    return by.until() == null
        ? reason
        : PlainText.oneLine(by.rule()) + " until " + by.until() + " (" + reason + ")";
  }

  /** Suppressions that expired, are about to, or cannot be read; an unused one does no harm. */
  static List<String> notices(AcceptedFindings accepted) {
    List<String> texts =
        accepted.notices().stream()
            .filter(each -> each.state() != State.UNUSED)
            .map(AcceptedText::text)
            .toList();
    return bounded(texts, accepted.noticeCount() - accepted.notices().size() + texts.size());
  }

  private static String text(SuppressionNotice notice) {
    String rule = "suppression " + PlainText.oneLine(notice.rule());
    String reason = " (" + PlainText.oneLine(notice.reason()) + ")";
    return switch (notice.state()) {
      case EXPIRED -> rule + " has expired, its last day was " + notice.until() + reason;
      case EXPIRES_SOON -> rule + " expires soon, its last day is " + notice.until() + reason;
      case UNREADABLE -> rule + " holds nothing: " + PlainText.oneLine(notice.detail());
      case UNUSED -> rule + " matched nothing" + reason;
    };
  }

  private static List<String> bounded(List<String> texts, long all) {
    List<String> shown = new ArrayList<>(texts.subList(0, Math.min(texts.size(), MOST)));
    if (all > shown.size()) {
      shown.add("and " + Display.count(all - shown.size()) + " more");
    }
    return shown;
  }
}
