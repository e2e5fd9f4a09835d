// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.Cause;
import io.natschecks.api.EntityType;
import io.natschecks.api.Finding;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.report.AuditedFinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds which findings of an audit explain which others, as the checks declare it. Time and memory
 * grow with the number of findings, not with the number of pairs.
 */
final class Causes {

  /** Whoever has lost a hundred servers need not read of all of them in each consequence. */
  private static final int MOST = 20;

  private final Concerns concerns;
  private final Map<Wanted, Map<String, List<String>>> found = new HashMap<>();

  private record Wanted(String code, EntityType common) {}

  private Causes(Snapshot snapshot) {
    this.concerns = new Concerns(snapshot);
  }

  /** The same findings in the same order, with what explains them. */
  static List<AuditedFinding> linked(List<AuditedFinding> findings, Snapshot snapshot) {
    Causes causes = new Causes(snapshot);
    findings.forEach(each -> causes.want(each.check().causes()));
    findings.forEach(each -> causes.offer(each.finding()));
    return findings.stream().map(causes::linked).toList();
  }

  private void want(List<Cause> causes) {
    causes.forEach(
        cause ->
            found.computeIfAbsent(
                new Wanted(cause.code(), cause.common()), key -> new HashMap<>()));
  }

  private void offer(Finding finding) {
    for (EntityType common : EntityType.values()) {
      Map<String, List<String>> byConcern = found.get(new Wanted(finding.code(), common));
      if (byConcern != null) {
        concerns
            .of(finding, common)
            .forEach(
                key -> byConcern.computeIfAbsent(key, any -> new ArrayList<>()).add(finding.key()));
      }
    }
  }

  private AuditedFinding linked(AuditedFinding finding) {
    SortedSet<String> keys = new TreeSet<>();
    for (Cause cause : finding.check().causes()) {
      Map<String, List<String>> byConcern =
          found.getOrDefault(new Wanted(cause.code(), cause.common()), Map.of());
      concerns
          .of(finding.finding(), cause)
          .forEach(concern -> keys.addAll(byConcern.getOrDefault(concern, List.of())));
    }
    return keys.isEmpty() ? finding : finding.withCauses(keys.stream().limit(MOST).toList());
  }
}
