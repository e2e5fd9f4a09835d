// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.idle;

import io.natschecks.api.CheckContext;
import io.natschecks.api.Entity;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.User;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user of whom a connection is open, or was closed lately.
 *
 * @param user the user
 * @param at the time of the snapshot, or when the last connection was closed
 */
record UserSighting(Entity.User user, Instant at) {

  /** What stands in place of a name for whoever has none, or used a token. */
  private static final Set<String> NOBODY = Set.of("", "[REDACTED]");

  private static final Tracked<UserSighting> USERS =
      Tracked.listed(
          "user",
          UserSighting::in,
          sighting -> Tracked.key(sighting.user.account(), sighting.user.name()));

  /** When users were last seen, in seconds since 1970. */
  static final Track<UserSighting> LAST_SEEN =
      Track.of(USERS, "user.last_seen", sighting -> sighting.at.getEpochSecond());

  static Collection<UserSighting> in(Snapshot snapshot) {
    Map<Entity.User, UserSighting> sightings = new LinkedHashMap<>();
    for (Connection closed : snapshot.closedConnections()) {
      Instant stop = closed.stop();
      if (stop != null && closed.account() != null && closed.user() != null) {
        add(sightings, new Entity.User(closed.account(), closed.user()), stop);
      }
    }
    for (User open : snapshot.users()) {
      add(sightings, Entity.of(open), snapshot.takenAt());
    }
    return sightings.values();
  }

  private static void add(Map<Entity.User, UserSighting> sightings, Entity.User user, Instant at) {
    if (!NOBODY.contains(user.name())) {
      sightings.merge(
          user, new UserSighting(user, at), (one, other) -> one.at.isAfter(other.at) ? one : other);
    }
  }

  /** All users that were seen within the window. */
  static List<Entity.User> all(CheckContext context) {
    return context.keys(USERS).stream()
        .map(Tracked::parts)
        .map(parts -> new Entity.User(parts.get(0), parts.get(1)))
        .toList();
  }

  /** When a user was last seen; null if never within the window. */
  static @Nullable Instant last(CheckContext context, Entity.User user) {
    Series series = context.series(LAST_SEEN, new UserSighting(user, context.now()));
    return series.size() == 0 ? null : Instant.ofEpochSecond(series.max());
  }
}
