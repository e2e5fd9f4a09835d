// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The meta group of one JetStream domain, seen by all its members that answered.
 *
 * @param domain JetStream domain; null if none is set
 * @param views what each member says, sorted by server
 * @since 0.1
 */
public record MetaGroup(@Nullable String domain, List<MetaGroupView> views) {

  public MetaGroup {
    views = List.copyOf(views);
  }

  /**
   * Finds what the leader says.
   *
   * @return the leader's view, or null if no leader answered
   */
  public @Nullable MetaGroupView leaderView() {
    for (MetaGroupView view : views) {
      if (view.isLeaderView()) {
        return view;
      }
    }
    return null;
  }
}
