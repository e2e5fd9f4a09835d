// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.Finding;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.FindingTracker.Findings;
import io.natschecks.core.KnownFindings.Known;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.AuditedFinding.State;
import io.natschecks.core.report.CheckOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the findings of one audit with those that are known from earlier ones. */
final class FindingRound {

  /** Of more findings that went away those are forgotten that were opened first. */
  private static final int MOST_GONE = 10_000;

  private static final Comparator<AuditedFinding> ORDER =
      Comparator.comparing(AuditedFinding::finding, Finding.ORDER);

  private final KnownFindings known;
  private final Snapshot snapshot;
  private final Acceptances acceptances;
  private final Openings.Rule flapping;
  private final Instant forgotten;
  private final Instant now;
  private final Map<String, Known> next = new HashMap<>();
  private final Map<String, Known> gone = new HashMap<>();
  private final List<AuditedFinding> current = new ArrayList<>();
  private final List<AuditedFinding> resolved = new ArrayList<>();
  private final List<AuditedFinding> unconfirmed = new ArrayList<>();
  private final List<AuditedFinding> accepted = new ArrayList<>();

  /** What was last seen before a time is let go if nobody sees it now: the memory is bounded. */
  FindingRound(
      KnownFindings known,
      Snapshot snapshot,
      Acceptances acceptances,
      Openings.Rule flapping,
      Instant forgotten) {
    this.known = known;
    this.snapshot = snapshot;
    this.acceptances = acceptances;
    this.flapping = flapping;
    this.forgotten = forgotten;
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
    current.sort(ORDER);
    resolved.sort(ORDER);
    unconfirmed.sort(ORDER);
    accepted.sort(ORDER);
    return new Findings(Causes.linked(current, snapshot), resolved, unconfirmed, accepted);
  }

  /** What is known from now on. */
  KnownFindings known() {
    return new KnownFindings(next, latest(gone), now);
  }

  /** What was accepted and counts again, or the reverse, is new to whoever follows it. */
  private AuditedFinding found(Finding finding, CheckOutcome outcome, boolean isAccepted) {
    Known before = known.byKey().get(finding.key());
    boolean isNew = before == null || before.accepted() != isAccepted;
    Known last = before == null ? known.gone().get(finding.key()) : before;
    Openings openings = last == null ? Openings.NONE : last.openings();
    openings = before == null ? openings.and(now, flapping) : openings.at(now, flapping);
    AuditedFinding audited =
        new AuditedFinding(
            finding,
            outcome.check(),
            isNew ? State.NEW : State.ONGOING,
            before == null ? now : before.finding().since(),
            before == null ? 1 : before.finding().times() + 1,
            before == null || isNew ? null : otherSeverity(before, finding),
            openings.flappingSince(),
            List.of());
    next.put(finding.key(), new Known(audited, now, openings, isAccepted));
    return audited;
  }

  private static @Nullable Severity otherSeverity(Known before, Finding finding) {
    Severity severity = before.finding().finding().severity();
    return severity == finding.severity() ? null : severity;
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
      keepInMind(key, before, openings);
    } else if (!before.seenAt().isBefore(forgotten)) {
      if (acceptances.of(finding.finding()) == null) {
        unconfirmed.add(as(State.UNCONFIRMED, finding, openings));
      }
      next.put(key, before);
    }
  }

  private void keepInMind(String key, Known before, Openings openings) {
    if (!openings.times().isEmpty()) {
      gone.put(key, new Known(before.finding(), before.seenAt(), openings, before.accepted()));
    }
  }

  /** What flapped and has stayed away is told as resolved once more. */
  private void unlessBack(String key, Known before) {
    if (next.containsKey(key)) {
      return;
    }
    Openings openings = before.openings().at(now, flapping);
    keepInMind(key, before, openings);
    boolean toldAsFlapping = before.openings().flappingSince() != null && !before.accepted();
    if (openings.times().isEmpty() && toldAsFlapping) {
      resolved.add(as(State.RESOLVED, before.finding(), openings));
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
    Comparator<Map.Entry<String, Known>> oldestFirst =
        Comparator.comparing(each -> each.getValue().finding().since());
    Map<String, Known> latest = new HashMap<>();
    gone.entrySet().stream()
        .sorted(oldestFirst.reversed())
        .limit(MOST_GONE)
        .forEach(each -> latest.put(each.getKey(), each.getValue()));
    return latest;
  }
}
