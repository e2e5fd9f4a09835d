// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Finding;
import io.natschecks.api.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A finding that no other one explains, with all that it explains. It is what needs attention: once
 * the cause is gone, its consequences go too.
 *
 * @param cause the finding that nothing explains
 * @param consequences what it explains, also through others, in {@link Finding#ORDER}. A finding
 *     with several causes stands under the first of them
 * @since 0.1
 */
public record Incident(AuditedFinding cause, List<AuditedFinding> consequences) {

  /** The most severe first, then by code and key of the cause. */
  static final Comparator<Incident> ORDER =
      Comparator.comparing(Incident::severity)
          .reversed()
          .thenComparing(each -> each.cause().finding(), Finding.ORDER);

  public Incident {
    Objects.requireNonNull(cause, "cause");
    consequences = List.copyOf(consequences);
  }

  /**
   * How much it matters: a cause is as severe as the worst of what it leads to.
   *
   * @return the worst severity of the cause and its consequences
   */
  public Severity severity() {
    Severity worst = cause.finding().severity();
    for (AuditedFinding each : consequences) {
      Severity severity = each.finding().severity();
      worst = severity.compareTo(worst) > 0 ? severity : worst;
    }
    return worst;
  }

  /**
   * What the cause explains, for people.
   *
   * @return such as {@code explains 2 findings: META_001 Meta group has no leader (2)}; one
   *     printable line, empty if it explains nothing
   */
  public String explains() {
    return consequences.isEmpty() ? "" : Consequences.text(this);
  }

  /** Sorts findings under their causes; each stands in exactly one incident. */
  static List<Incident> of(List<AuditedFinding> findings) {
    Map<String, AuditedFinding> byKey = new HashMap<>();
    findings.forEach(each -> byKey.put(each.finding().key(), each));
    Map<String, List<AuditedFinding>> consequences = new LinkedHashMap<>();
    for (AuditedFinding each : findings) {
      String root = rootOf(each, byKey).finding().key();
      List<AuditedFinding> explained = consequences.computeIfAbsent(root, key -> new ArrayList<>());
      if (!root.equals(each.finding().key())) {
        explained.add(each);
      }
    }
    List<Incident> incidents = new ArrayList<>();
    consequences.forEach(
        (cause, explained) ->
            incidents.add(new Incident(Objects.requireNonNull(byKey.get(cause)), explained)));
    incidents.sort(ORDER);
    return incidents;
  }

  /** No way is longer than there are findings, whatever a report that was built by hand says. */
  private static AuditedFinding rootOf(AuditedFinding finding, Map<String, AuditedFinding> byKey) {
    AuditedFinding root = finding;
    for (int i = 0; i < byKey.size() && root.isConsequence(); i++) {
      AuditedFinding cause = byKey.get(root.causes().get(0));
      if (cause == null) {
        return root;
      }
      root = cause;
    }
    return root;
  }
}
