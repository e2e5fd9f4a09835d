// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.Entity;
import io.natschecks.api.FindingFilter;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.config.Suppression;
import io.natschecks.core.report.Acceptance;
import io.natschecks.core.report.Baseline;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is accepted of one check: by the configuration, by the metadata of an entity, or by the
 * baseline, and in this order.
 */
record CheckAcceptances(
    Snapshot snapshot,
    List<Suppression> suppressions,
    Map<String, Acceptance> byEntityKey,
    @Nullable Baseline baseline)
    implements FindingFilter {

  boolean isEmpty() {
    return suppressions.isEmpty() && byEntityKey.isEmpty() && baseline == null;
  }

  @Override
  public boolean test(Severity severity, Entity entity, String key) {
    return of(severity, entity, key) != null;
  }

  @Nullable Acceptance of(Severity severity, Entity entity, String key) {
    for (Suppression each : suppressions) {
      if (each.speaksOf(entity, snapshot)) {
        return new Acceptance(
            Acceptance.Origin.CONFIGURATION, each.rule(), each.reason(), each.until());
      }
    }
    Acceptance own = byEntityKey.isEmpty() ? null : byEntityKey.get(entity.key());
    if (own != null) {
      return own;
    }
    return baseline != null && baseline.holds(key, severity) ? baseline.acceptance() : null;
  }
}
