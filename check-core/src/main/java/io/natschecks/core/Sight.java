// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Entity;
import io.natschecks.api.Finding;
import io.natschecks.api.Gap;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.report.CheckOutcome;
import java.util.HashSet;
import java.util.Set;

/** What one check could see in one snapshot. */
final class Sight {

  private final CheckOutcome outcome;
  private final Snapshot snapshot;
  private final Set<String> gaps = new HashSet<>();

  Sight(CheckOutcome outcome, Snapshot snapshot) {
    this.outcome = outcome;
    this.snapshot = snapshot;
    outcome.result().gaps().stream().map(Gap::subject).forEach(gaps::add);
  }

  /**
   * Says whether the check would have found it again if it were still there. If anything was left
   * out, only an entity that is in the snapshot is known to have been looked at.
   */
  boolean wouldShow(Finding finding) {
    CheckResult result = outcome.result();
    if (!outcome.judged()
        || result.findingCount() > result.findings().size()
        || result.acceptedCount() > result.accepted().size()) {
      return false;
    }
    if (result.notLookedAt() == 0) {
      return true;
    }
    boolean allGapsAreNamed = result.notLookedAt() == result.gaps().size();
    return allGapsAreNamed
        && !gaps.contains(finding.entity().label())
        && isPresent(finding.entity());
  }

  private boolean isPresent(Entity entity) {
    if (entity instanceof Entity.Server server) {
      return isPresent(server);
    }
    if (entity instanceof Entity.Account account) {
      return snapshot.account(account.id()) != null;
    }
    if (entity instanceof Entity.Stream stream) {
      return snapshot.stream(stream.id()) != null;
    }
    if (entity instanceof Entity.Consumer consumer) {
      return snapshot.consumersOf(consumer.stream()).stream()
          .anyMatch(each -> each.name().equals(consumer.name()));
    }
    if (entity instanceof Entity.Connection connection) {
      return isPresent(connection.server());
    }
    if (entity instanceof Entity.Route route) {
      return isPresent(route.server());
    }
    if (entity instanceof Entity.Gateway gateway) {
      return isPresent(gateway.server());
    }
    return entity instanceof Entity.LeafNode leafNode && isPresent(leafNode.server());
  }

  private boolean isPresent(Entity.Server server) {
    return !gaps.contains(server.label())
        && snapshot.serversNamed(server.name()).stream()
            .anyMatch(each -> each.clusterName().equals(server.cluster()));
  }
}
