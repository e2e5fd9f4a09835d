// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream, seen by all servers that hold a replica of it and answered.
 *
 * @param id names it
 * @param created when it was created; a stream made again under the same name has another
 * @param config configuration, from the leader where it answered; null if not gathered
 * @param views what each server says of its own replica, sorted by server
 * @since 0.1
 */
public record Stream(
    StreamId id, Instant created, @Nullable StreamConfig config, List<StreamView> views) {

  public Stream {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(created, "created");
    views = List.copyOf(views);
  }

  /**
   * Finds what the leader says. If two servers claim to lead, it is the one with the higher last
   * sequence. A server that was started and cannot join the group yet claims to lead it, but lists
   * no replicas; it is not believed of a replicated stream.
   *
   * @return the leader's view, or null if no leader answered
   */
  public @Nullable StreamView leaderView() {
    StreamView leader = null;
    // Without an iterator, because checks of consumers ask this very often.
    for (int i = 0; i < views.size(); i++) {
      StreamView view = views.get(i);
      if (view.isLeaderView()
          && !isOutsideTheGroup(view)
          && (leader == null || view.state().lastSequence() > leader.state().lastSequence())) {
        leader = view;
      }
    }
    return leader;
  }

  private boolean isOutsideTheGroup(StreamView view) {
    ClusterInfo cluster = view.cluster();
    return cluster != null
        && cluster.replicas().isEmpty()
        && (config == null ? views.size() > 1 : config.replicas() > 1);
  }
}
