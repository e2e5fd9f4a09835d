// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.core.report.ReportDiff.Added;
import io.natschecks.core.report.ReportDiff.Blinded;
import io.natschecks.core.report.ReportDiff.Changed;
import io.natschecks.core.report.ReportDiff.ChangedValue;
import io.natschecks.core.report.ReportDiff.Novelty;
import io.natschecks.core.report.ReportDiff.Untold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares two reports. */
final class Comparison {

  private static final String SERVER = "server/";

  private static final Comparator<StoredFinding> ORDER =
      Comparator.comparing(StoredFinding::severity)
          .reversed()
          .thenComparing(StoredFinding::code)
          .thenComparing(StoredFinding::key);

  private final StoredReport before;
  private final StoredReport after;

  private final List<Added> added = new ArrayList<>();
  private final List<StoredFinding> resolved = new ArrayList<>();
  private final List<Changed> changed = new ArrayList<>();
  private final List<StoredFinding> accepted = new ArrayList<>();
  private final List<Untold> untold = new ArrayList<>();
  private long unchanged;

  Comparison(StoredReport before, StoredReport after) {
    this.before = before;
    this.after = after;
  }

  ReportDiff diff() {
    before.findings().values().forEach(this::follow);
    before.unconfirmed().values().forEach(this::follow);
    after.findings().values().stream().filter(each -> !isKnown(each)).forEach(this::add);
    added.sort(Comparator.comparing(Added::finding, ORDER));
    resolved.sort(ORDER);
    accepted.sort(ORDER);
    changed.sort(Comparator.comparing(Changed::after, ORDER));
    untold.sort(Comparator.comparing(Untold::finding, ORDER));
    return new ReportDiff(
        before,
        after,
        added,
        resolved,
        changed,
        accepted,
        untold,
        unchanged,
        blinded(),
        silenced());
  }

  /** What could not be looked at before is no news when it is seen again. */
  private boolean isKnown(StoredFinding finding) {
    return before.findings().containsKey(finding.key())
        || before.unconfirmed().containsKey(finding.key());
  }

  private void add(StoredFinding finding) {
    added.add(new Added(finding, novelty(finding)));
  }

  private Novelty novelty(StoredFinding finding) {
    if (before.accepted().contains(finding.key())) {
      return Novelty.ACCEPTED_BEFORE;
    }
    StoredCheck check = before.check(finding.code());
    return check != null && whyNotShown(finding, check, before) == null
        ? Novelty.NEW
        : Novelty.NOT_SEEN_BEFORE;
  }

  private void follow(StoredFinding finding) {
    StoredFinding now = after.findings().get(finding.key());
    if (now != null) {
      compare(finding, now);
      return;
    }
    if (after.accepted().contains(finding.key())) {
      accepted.add(finding);
      return;
    }
    String reason = whyUntold(finding);
    if (reason == null) {
      resolved.add(finding);
    } else {
      untold.add(new Untold(finding, reason));
    }
  }

  private void compare(StoredFinding was, StoredFinding is) {
    List<ChangedValue> values = changedValues(was.values(), is.values());
    if (was.severity() == is.severity() && values.isEmpty()) {
      unchanged++;
    } else {
      changed.add(new Changed(was, is, values));
    }
  }

  private static List<ChangedValue> changedValues(
      Map<String, String> before, Map<String, String> after) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    List<ChangedValue> values = new ArrayList<>();
    for (String name : names) {
      String was = before.getOrDefault(name, "");
      String is = after.getOrDefault(name, "");
      if (!was.equals(is)) {
        values.add(new ChangedValue(name, was, is));
      }
    }
    return values;
  }

  /** Returns null if the finding would still be reported if it were there. */
  private @Nullable String whyUntold(StoredFinding finding) {
    if (after.resolved().contains(finding.key())) {
      return null;
    }
    StoredCheck check = after.check(finding.code());
    if (check == null) {
      return "the later audit does not have the check";
    }
    if (check.foundNothingDeployed()) {
      return null;
    }
    String reason = whyNotShown(finding, check, after);
    if (reason == null && after.unconfirmed().containsKey(finding.key())) {
      return "it could not be looked at";
    }
    return reason;
  }

  /**
   * Returns null if a check would have shown a finding. If anything was left out, only a server
   * that is in the report is known to have been looked at.
   */
  private static @Nullable String whyNotShown(
      StoredFinding finding, StoredCheck check, StoredReport report) {
    if (check.foundNothingDeployed()) {
      return null;
    }
    if (!check.judged()) {
      return check.blindness();
    }
    if (!check.lists(report.findingsOf(check.code()))) {
      return "not all findings of the check are listed";
    }
    if (check.notLookedAt() == 0) {
      return null;
    }
    boolean allGapsAreNamed = check.notLookedAt() == check.gaps().size();
    boolean isSeenServer =
        finding.entity().startsWith(SERVER)
            && report.servers().contains(finding.entity())
            && !check.gaps().contains(finding.label());
    return allGapsAreNamed && isSeenServer ? null : "the check could not look at everything";
  }

  private List<Blinded> blinded() {
    return after.checks().values().stream()
        .filter(each -> !each.judged() && !each.foundNothingDeployed())
        .filter(
            each -> {
              StoredCheck earlier = before.check(each.code());
              return earlier != null && earlier.judged();
            })
        .map(Blinded::of)
        .toList();
  }

  private List<String> silenced() {
    Set<String> silent = new TreeSet<>(after.silentServers());
    silent.removeAll(before.silentServers());
    return List.copyOf(silent);
  }
}
