// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.Finding;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.KnownFindings.Known;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.CheckOutcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows findings from audit to audit by their keys. */
final class FindingTracker {

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
    FindingRound round =
        new FindingRound(known, snapshot, acceptances, flapping, snapshot.takenAt().minus(window));
    Findings findings = round.follow(outcomes);
    known = round.known();
    return findings;
  }
}
