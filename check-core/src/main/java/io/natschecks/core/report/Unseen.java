// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Gap;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.core.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an audit could not see, grouped so that one cause is one line. */
final class Unseen {

  private static final int MOST_OF_A_KIND = 10;

  private final AuditReport report;

  Unseen(AuditReport report) {
    this.report = report;
  }

  /** Counts the checks that should have judged something and could not. */
  long blindChecks() {
    return report.checks().stream().filter(CheckOutcome::isBlind).count();
  }

  List<String> texts() {
    List<String> texts = new ArrayList<>();
    bounded(texts, report.silentServers().stream().map(Unseen::silent).toList());
    bounded(texts, broken());
    bounded(texts, skipped());
    bounded(texts, partial());
    return texts;
  }

  private static void bounded(List<String> texts, List<String> more) {
    texts.addAll(more.subList(0, Math.min(more.size(), MOST_OF_A_KIND)));
    if (more.size() > MOST_OF_A_KIND) {
      texts.add("and " + Display.count(more.size() - MOST_OF_A_KIND) + " more like the last");
    }
  }

  private static String silent(SilentServer server) {
    return "server "
        + PlainText.oneLine(Display.name(server.name()))
        + " answered nothing: "
        + PlainText.oneLine(server.reason());
  }

  private List<String> broken() {
    return report.checks().stream()
        .filter(each -> each.result().status() == CheckResult.Status.ERRORED)
        .map(each -> each.check().code() + " broke: " + PlainText.oneLine(each.result().detail()))
        .toList();
  }

  private List<String> skipped() {
    Map<String, List<String>> codes = new TreeMap<>();
    for (CheckOutcome each : report.checks()) {
      SkipReason reason = each.result().skipReason();
      if (reason != null && each.isBlind()) {
        String detail = reason == SkipReason.NO_PREVIOUS_SNAPSHOT ? "" : each.result().detail();
        String cause =
            words(reason) + (detail.isEmpty() ? "" : " (" + PlainText.oneLine(detail) + ")");
        codes.computeIfAbsent(cause, key -> new ArrayList<>()).add(each.check().code());
      }
    }
    List<String> texts = new ArrayList<>();
    codes.forEach((cause, skipped) -> texts.add(cause + ": " + codes(skipped)));
    return texts;
  }

  /** A server that answered nothing is missing everywhere, and is named once. */
  private List<String> partial() {
    Set<String> silent =
        report.silentServers().stream()
            .map(each -> EntityType.SERVER.label() + " " + Display.name(each.name()))
            .collect(Collectors.toSet());
    Map<String, List<String>> codes = new TreeMap<>();
    for (CheckOutcome each : report.checks()) {
      CheckResult result = each.result();
      List<Gap> gaps =
          result.gaps().stream().filter(gap -> !silent.contains(gap.subject())).toList();
      long missing = result.notLookedAt() - (result.gaps().size() - gaps.size());
      if (each.judged() && missing > 0) {
        codes
            .computeIfAbsent(missing(gaps, missing), key -> new ArrayList<>())
            .add(each.check().code());
      }
    }
    List<String> texts = new ArrayList<>();
    codes.forEach((missing, partial) -> texts.add(missing + ": " + codes(partial)));
    return texts;
  }

  private static String missing(List<Gap> gaps, long count) {
    if (gaps.isEmpty()) {
      return Display.count(count) + " not looked at";
    }
    Gap first = gaps.get(0);
    String why = first.detail().isEmpty() ? words(first.reason()) : first.detail();
    return PlainText.oneLine(first.subject())
        + (count > 1 ? " and " + Display.count(count - 1) + " more" : "")
        + " not looked at ("
        + PlainText.oneLine(why)
        + ")";
  }

  private static String codes(List<String> codes) {
    return codes.size() <= MOST_OF_A_KIND
        ? String.join(", ", codes)
        : String.join(", ", codes.subList(0, MOST_OF_A_KIND))
            + " and "
            + Display.count(codes.size() - MOST_OF_A_KIND)
            + " more checks";
  }

  private static String words(SkipReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
