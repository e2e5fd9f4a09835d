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

/**
 * What an audit could not see, grouped so that one cause is said once. Its texts are {@linkplain
 * PlainText escaped}.
 *
 * @since 0.1
 */
public final class Unseen {

  private static final int MOST_OF_A_KIND = 10;

  private final AuditReport report;

  /**
   * Looks for what a report misses.
   *
   * @param report the report
   */
  public Unseen(AuditReport report) {
    this.report = report;
  }

  /**
   * Something that was not seen.
   *
   * @param what what is missing and why, for people
   * @param codes the checks that miss it; empty for a server that is silent to all of them, and for
   *     a check that broke
   * @since 0.1
   */
  public record Loss(String what, List<String> codes) {

    public Loss {
      codes = List.copyOf(codes);
    }

    private String text() {
      return codes.isEmpty() ? what : what + ": " + Unseen.codes(codes);
    }
  }

  /**
   * Counts the checks that should have judged something and could not.
   *
   * @return the number
   */
  public long blindChecks() {
    return report.checks().stream().filter(CheckOutcome::isBlind).count();
  }

  /**
   * Lists what was not seen, as {@link #losses} does, in lines for people.
   *
   * @return lines, bounded in number and length
   */
  public List<String> texts() {
    return losses(MOST_OF_A_KIND).stream().map(Loss::text).toList();
  }

  /**
   * Lists what was not seen: silent servers, checks that broke, checks that judged nothing, and
   * checks that did not see all they look at.
   *
   * @param mostOfAKind how many of each of these are listed; the others are counted
   * @return the losses
   */
  public List<Loss> losses(int mostOfAKind) {
    List<Loss> losses = new ArrayList<>();
    for (List<Loss> kind : List.of(silent(), broken(), skipped(), partial())) {
      losses.addAll(kind.subList(0, Math.min(kind.size(), mostOfAKind)));
      if (kind.size() > mostOfAKind) {
        String more = Display.count(kind.size() - (long) mostOfAKind);
        losses.add(new Loss("and " + more + " more like the last", List.of()));
      }
    }
    return losses;
  }

  private List<Loss> silent() {
    return report.silentServers().stream().map(each -> new Loss(silent(each), List.of())).toList();
  }

  private static String silent(SilentServer server) {
    return "server "
        + PlainText.oneLine(Display.name(server.name()))
        + " answered nothing: "
        + PlainText.oneLine(server.reason());
  }

  private List<Loss> broken() {
    return report.checks().stream()
        .filter(each -> each.result().status() == CheckResult.Status.ERRORED)
        .map(Unseen::broken)
        .toList();
  }

  private static Loss broken(CheckOutcome outcome) {
    String what = outcome.check().code() + " broke: ";
    return new Loss(what + PlainText.oneLine(outcome.result().detail()), List.of());
  }

  private List<Loss> skipped() {
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
    return losses(codes);
  }

  /** A server that answered nothing is missing everywhere, and is named once. */
  private List<Loss> partial() {
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
    return losses(codes);
  }

  private static List<Loss> losses(Map<String, List<String>> codes) {
    return codes.entrySet().stream().map(each -> new Loss(each.getKey(), each.getValue())).toList();
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
