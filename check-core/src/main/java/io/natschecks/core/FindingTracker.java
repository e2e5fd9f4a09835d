// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.Finding;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.KnownFindings.Known;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.AuditedFinding.State;
import io.natschecks.core.report.CheckOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows findings from audit to audit by their keys. */
final class FindingTracker {

  private static final Comparator<AuditedFinding> ORDER =
      Comparator.comparing(AuditedFinding::finding, Finding.ORDER);

  private final Duration window;
  private KnownFindings known = KnownFindings.NONE;

  FindingTracker(Duration window) {
    this.window = window;
  }

  /** What is known, to be kept. */
  KnownFindings known() {
    return known;
  }

  /** Goes on from what was kept, which is older than what was found since. */
  void restore(KnownFindings kept) {
    Map<String, Known> byKey = new HashMap<>(known.byKey());
    byKey.putAll(kept.byKey());
    known =
        new KnownFindings(byKey, known.auditedAt() == null ? kept.auditedAt() : known.auditedAt());
  }

  /**
   * The findings of an audit, those that count and those that do not, each list in {@link
   * Finding#ORDER}.
   */
  record Findings(
      List<AuditedFinding> current,
      List<AuditedFinding> resolved,
      List<AuditedFinding> unconfirmed,
      List<AuditedFinding> accepted) {}

  Findings follow(Snapshot snapshot, List<CheckOutcome> outcomes, Acceptances acceptances) {
    Map<String, Known> next = new HashMap<>();
    List<AuditedFinding> current = new ArrayList<>();
    List<AuditedFinding> accepted = new ArrayList<>();
    Map<String, Sight> sights = new HashMap<>();
    for (CheckOutcome outcome : outcomes) {
      sights.put(outcome.check().code(), new Sight(outcome, snapshot));
      for (Finding finding : outcome.result().findings()) {
        AuditedFinding audited = audited(finding, outcome, snapshot.takenAt(), false);
        current.add(audited);
        next.put(finding.key(), new Known(audited, snapshot.takenAt(), false));
      }
      for (Finding finding : outcome.result().accepted()) {
        AuditedFinding audited = audited(finding, outcome, snapshot.takenAt(), true);
        accepted.add(audited);
        next.put(finding.key(), new Known(audited, snapshot.takenAt(), true));
      }
    }
    List<AuditedFinding> resolved = new ArrayList<>();
    List<AuditedFinding> unconfirmed = new ArrayList<>();
    known
        .byKey()
        .forEach(
            (key, before) -> {
              if (next.containsKey(key)) {
                return;
              }
              AuditedFinding finding = before.finding();
              Sight sight = sights.get(finding.check().code());
              if (sight != null && sight.wouldShow(finding.finding())) {
                if (!before.accepted()) {
                  resolved.add(inState(finding, State.RESOLVED));
                }
              } else if (!isForgotten(before, snapshot.takenAt())) {
                if (acceptances.of(finding.finding()) == null) {
                  unconfirmed.add(inState(finding, State.UNCONFIRMED));
                }
                next.put(key, before);
              }
            });
    known = new KnownFindings(next, snapshot.takenAt());
    current.sort(ORDER);
    resolved.sort(ORDER);
    unconfirmed.sort(ORDER);
    accepted.sort(ORDER);
    return new Findings(Causes.linked(current, snapshot), resolved, unconfirmed, accepted);
  }

  /** What was accepted and counts again is new to whoever follows what counts. */
  private AuditedFinding audited(
      Finding finding, CheckOutcome outcome, Instant now, boolean accepted) {
    Known before = known.byKey().get(finding.key());
    boolean isNew = before == null || (before.accepted() && !accepted);
    return new AuditedFinding(
        finding,
        outcome.check(),
        isNew ? State.NEW : State.ONGOING,
        before == null ? now : before.finding().since());
  }

  /** What nobody has seen for a whole window is let go: the memory is bounded. */
  private boolean isForgotten(Known finding, Instant now) {
    return finding.seenAt().isBefore(now.minus(window));
  }

  private static AuditedFinding inState(AuditedFinding finding, State state) {
    return new AuditedFinding(finding.finding(), finding.check(), state, finding.since());
  }
}
