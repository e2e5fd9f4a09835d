// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Finding;
import io.natschecks.api.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Incidents that one check found and that matter equally: they are mended alike, and reported
 * together.
 *
 * @param severity how severe the causes are by themselves
 * @param check the check that found the causes
 * @param incidents the incidents, new ones first
 * @since 0.1
 */
public record IncidentGroup(Severity severity, CheckDescriptor check, List<Incident> incidents) {

  public IncidentGroup {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(check, "check");
    incidents = List.copyOf(incidents);
  }

  /** Keeps the order of the incidents, which is by severity. */
  static List<IncidentGroup> of(List<Incident> incidents) {
    Map<String, List<Incident>> groups = new LinkedHashMap<>();
    for (Incident each : incidents) {
      Finding cause = each.cause().finding();
      String group = each.severity() + " " + cause.severity() + " " + cause.code();
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(each);
    }
    return groups.values().stream().map(IncidentGroup::ofOne).toList();
  }

  private static IncidentGroup ofOne(List<Incident> incidents) {
    incidents.sort(Comparator.comparing(each -> each.cause().state()));
    AuditedFinding first = incidents.get(0).cause();
    return new IncidentGroup(first.finding().severity(), first.check(), incidents);
  }
}
