// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.Finding;
import io.natschecks.api.Severity;
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

  /** Of more findings that went away it is forgotten first which of them were opened first. */
  private static final int MOST_GONE = 10_000;

  private static final Comparator<AuditedFinding> ORDER =
      Comparator.comparing(AuditedFinding::finding, Finding.ORDER);

  private final Duration window;
  private final Openings.Rule flapping;
  private KnownFindings known = KnownFindings.NONE;

  FindingTracker(Duration window, Openings.Rule flapping) {
    this.window = window;
    this.flapping = flapping;
  }

  /** What is known, to be kept. */
  KnownFindings known() {
    return known;
  }

  /** Goes on from what was kept, which is older than what was found since. */
  void restore(KnownFindings kept) {
    Map<String, Known> byKey = new HashMap<>(known.byKey());
    byKey.putAll(kept.byKey());
    Map<String, Known> gone = new HashMap<>(known.gone());
    gone.putAll(kept.gone());
    gone.keySet().removeAll(byKey.keySet());
    known =
        new KnownFindings(
            byKey, gone, known.auditedAt() == null ? kept.auditedAt() : known.auditedAt());
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
    return new Round(snapshot, acceptances).follow(outcomes);
  }

  /** One audit. */
  private final class Round {
    private final Snapshot snapshot;
    private final Acceptances acceptances;
    private final Instant now;
    private final Map<String, Known> next = new HashMap<>();
    private final Map<String, Known> gone = new HashMap<>();
    private final List<AuditedFinding> current = new ArrayList<>();
    private final List<AuditedFinding> resolved = new ArrayList<>();
    private final List<AuditedFinding> unconfirmed = new ArrayList<>();
    private final List<AuditedFinding> accepted = new ArrayList<>();

    Round(Snapshot snapshot, Acceptances acceptances) {
      this.snapshot = snapshot;
      this.acceptances = acceptances;
      this.now = snapshot.takenAt();
    }

    Findings follow(List<CheckOutcome> outcomes) {
      Map<String, Sight> sights = new HashMap<>();
      for (CheckOutcome outcome : outcomes) {
        sights.put(outcome.check().code(), new Sight(outcome, snapshot));
        outcome.result().findings().forEach(each -> current.add(found(each, outcome, false)));
        outcome.result().accepted().forEach(each -> accepted.add(found(each, outcome, true)));
      }
      known.byKey().forEach((key, before) -> unlessFound(key, before, sights));
      known.gone().forEach(this::unlessBack);
      known = new KnownFindings(next, latest(gone), now);
      current.sort(ORDER);
      resolved.sort(ORDER);
      unconfirmed.sort(ORDER);
      accepted.sort(ORDER);
      return new Findings(Causes.linked(current, snapshot), resolved, unconfirmed, accepted);
    }

    /** What was accepted and counts again is new to whoever follows what counts. */
    private AuditedFinding found(Finding finding, CheckOutcome outcome, boolean isAccepted) {
      Known before = known.byKey().get(finding.key());
      Openings openings = before == null ? openedNow(finding) : before.openings().at(now, flapping);
      AuditedFinding audited;
      if (before == null) {
        audited = opened(finding, outcome, now, 1, openings);
      } else if (before.accepted() && !isAccepted) {
        AuditedFinding last = before.finding();
        audited = opened(finding, outcome, last.since(), last.times() + 1, openings);
      } else {
        audited = ongoing(finding, outcome, before.finding(), openings);
      }
      next.put(finding.key(), new Known(audited, now, openings, isAccepted));
      return audited;
    }

    private Openings openedNow(Finding finding) {
      Known last = known.gone().get(finding.key());
      return (last == null ? Openings.NONE : last.openings()).and(now, flapping);
    }

    private static AuditedFinding opened(
        Finding finding, CheckOutcome outcome, Instant since, long times, Openings openings) {
      return new AuditedFinding(
          finding,
          outcome.check(),
          State.NEW,
          since,
          times,
          null,
          openings.flappingSince(),
          List.of());
    }

    private AuditedFinding ongoing(
        Finding finding, CheckOutcome outcome, AuditedFinding before, Openings openings) {
      Severity severity = before.finding().severity();
      return new AuditedFinding(
          finding,
          outcome.check(),
          State.ONGOING,
          before.since(),
          before.times() + 1,
          severity == finding.severity() ? null : severity,
          openings.flappingSince(),
          List.of());
    }

    private void unlessFound(String key, Known before, Map<String, Sight> sights) {
      if (next.containsKey(key)) {
        return;
      }
      AuditedFinding finding = before.finding();
      Sight sight = sights.get(finding.check().code());
      Openings openings = before.openings().at(now, flapping);
      if (sight != null && sight.wouldShow(finding.finding())) {
        if (!before.accepted()) {
          resolved.add(as(State.RESOLVED, finding, openings));
        }
        if (!openings.times().isEmpty()) {
          gone.put(key, new Known(finding, before.seenAt(), openings, before.accepted()));
        }
      } else if (!isForgotten(before)) {
        if (acceptances.of(finding.finding()) == null) {
          unconfirmed.add(as(State.UNCONFIRMED, finding, openings));
        }
        next.put(key, before);
      }
    }

    private void unlessBack(String key, Known before) {
      if (next.containsKey(key)) {
        return;
      }
      Openings openings = before.openings().at(now, flapping);
      if (!openings.times().isEmpty()) {
        gone.put(key, before);
      } else if (before.openings().flappingSince() != null && !before.accepted()) {
        resolved.add(as(State.RESOLVED, before.finding(), openings));
      }
    }

    /** What nobody has seen for a whole window is let go: the memory is bounded. */
    private boolean isForgotten(Known finding) {
      return finding.seenAt().isBefore(now.minus(window));
    }
  }

  private static AuditedFinding as(State state, AuditedFinding finding, Openings openings) {
    return new AuditedFinding(
        finding.finding(),
        finding.check(),
        state,
        finding.since(),
        finding.times(),
        null,
        openings.flappingSince(),
        List.of());
  }

  private static Map<String, Known> latest(Map<String, Known> gone) {
    if (gone.size() <= MOST_GONE) {
      return gone;
    }
    Map<String, Known> latest = new HashMap<>();
    gone.entrySet().stream()
        .sorted(
            Comparator.comparing(
                each -> each.getValue().finding().since(), Comparator.reverseOrder()))
        .limit(MOST_GONE)
        .forEach(each -> latest.put(each.getKey(), each.getValue()));
    return latest;
  }
}
