// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Finding;
import io.natschecks.api.FindingFilter;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.config.Suppression;
import io.natschecks.core.report.Acceptance;
import io.natschecks.core.report.AcceptedFinding;
import io.natschecks.core.report.AcceptedFindings;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.Baseline;
import io.natschecks.core.report.CheckOutcome;
import io.natschecks.core.report.SuppressionNotice;
import io.natschecks.core.report.SuppressionNotice.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody has decided to live with, as it holds for one snapshot. */
final class Acceptances {

  private final List<Suppression> holding = new ArrayList<>();
  private final Map<String, CheckAcceptances> byCode = new HashMap<>();
  private final Notices notices;

  Acceptances(
      AuditConfig config,
      @Nullable Baseline baseline,
      Snapshot snapshot,
      Collection<CheckDescriptor> checks) {
    this.notices = new Notices(snapshot.takenAt());
    for (Suppression each : config.suppressions()) {
      if (notices.holds(each, each.rule(), "")) {
        holding.add(each);
      }
    }
    MetadataSuppressions metadata =
        config.metadataSuppressions() ? MetadataSuppressions.of(snapshot, checks, notices) : null;
    for (CheckDescriptor check : checks) {
      CheckAcceptances accepted =
          new CheckAcceptances(
              snapshot,
              holding.stream().filter(each -> each.speaksOf(check)).toList(),
              metadata == null ? Map.of() : metadata.of(check),
              baseline);
      if (!accepted.isEmpty()) {
        byCode.put(check.code(), accepted);
      }
    }
  }

  /** Selects what is accepted of a check; null if nothing is. */
  @Nullable FindingFilter filter(CheckDescriptor check) {
    return byCode.get(check.code());
  }

  /** Why a finding does not count; null if it does. */
  @Nullable Acceptance of(Finding finding) {
    CheckAcceptances accepted = byCode.get(finding.code());
    return accepted == null
        ? null
        : accepted.of(finding.severity(), finding.entity(), finding.key());
  }

  /** Tells what was accepted, and what is to be known of the suppressions. */
  AcceptedFindings report(List<AuditedFinding> accepted, List<CheckOutcome> outcomes) {
    List<AcceptedFinding> findings = new ArrayList<>();
    for (AuditedFinding each : accepted) {
      Acceptance by = of(each.finding());
      if (by != null) {
        findings.add(new AcceptedFinding(each, by));
      }
    }
    for (Suppression each : holding) {
      if (isUnused(each, findings, outcomes)) {
        notices.add(
            new SuppressionNotice(State.UNUSED, each.rule(), each.reason(), each.until(), ""));
      }
    }
    long count = outcomes.stream().mapToLong(each -> each.result().acceptedCount()).sum();
    return new AcceptedFindings(findings, count, notices.sorted(), notices.count());
  }

  /** Only if its checks could look, and all that they accepted is at hand. */
  private static boolean isUnused(
      Suppression suppression, List<AcceptedFinding> findings, List<CheckOutcome> outcomes) {
    return findings.stream()
            .noneMatch(
                each ->
                    each.by().origin() == Acceptance.Origin.CONFIGURATION
                        && each.by().rule().equals(suppression.rule()))
        && outcomes.stream()
            .filter(each -> suppression.speaksOf(each.check()))
            .allMatch(Acceptances::sawAll);
  }

  private static boolean sawAll(CheckOutcome outcome) {
    return (outcome.judged() || outcome.result().skipReason() == SkipReason.NOTHING_DEPLOYED)
        && outcome.result().notLookedAt() == 0
        && outcome.result().acceptedCount() == outcome.result().accepted().size();
  }
}
