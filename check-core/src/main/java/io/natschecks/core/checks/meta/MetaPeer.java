// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Replica;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A peer of a meta group, as the members that answered know it. One that answered itself is online;
 * any other is offline only if all members that list it say so.
 */
final class MetaPeer {

  private final String id;
  private String name;
  private @Nullable MetaGroupView own;
  private @Nullable MetaGroupView reporter;
  private @Nullable Duration lastContact;
  private int listed;
  private int listedOffline;

  MetaPeer(String id, String name) {
    this.id = id;
    this.name = name;
  }

  void answered(MetaGroupView view) {
    own = view;
    name = view.serverName();
  }

  /** Members that have not met a peer make a name of its id: any other name is better. */
  void listed(Replica replica, MetaGroupView by, boolean byLeader) {
    if (own == null && name.contains(id)) {
      name = replica.name();
    }
    listed++;
    if (replica.offline()) {
      listedOffline++;
    }
    if (reporter == null || byLeader) {
      reporter = by;
      lastContact = replica.active();
    }
  }

  /** The peer id, a hash of the server name; the name where nobody gives the id. */
  String id() {
    return id;
  }

  String name() {
    return name;
  }

  /** What the peer itself says; null if it did not answer. */
  @Nullable MetaGroupView own() {
    return own;
  }

  boolean hasAnswered() {
    return own != null;
  }

  boolean isOffline() {
    return own == null && listed > 0 && listed == listedOffline;
  }

  /** Neither seen nor marked offline, as a crashed server is for 150 to 240 s. */
  boolean isUncertain() {
    return own == null && !isOffline();
  }

  /** How many members list the peer. */
  int listed() {
    return listed;
  }

  /** The member whose view is shown, the leader if it lists the peer; null if nobody does. */
  @Nullable String reporter() {
    return reporter == null ? null : reporter.serverName();
  }

  /** Time since that member heard the peer; null where it never did or does not say. */
  @Nullable Duration lastContact() {
    return lastContact == null || lastContact.isZero() ? null : lastContact;
  }
}
