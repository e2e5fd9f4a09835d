// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.idle;

import io.natschecks.api.CheckContext;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Stretch;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Since when an account has had no clients, on any server.
 *
 * @param now the time of the snapshot
 * @param firstSeen when the account was first seen
 * @param lastSeen when a client was last seen; null if none was
 * @param samples how many snapshots of the window tell
 */
record ClientPresence(Instant now, Instant firstSeen, @Nullable Instant lastSeen, long samples) {

  private static final long SOME = 1;
  private static final long NONE = 0;

  /** Whether any server has a client of the account. */
  static final Track<Account> TRACK =
      Track.ofIdentity(
          Tracked.ACCOUNTS,
          "account.clients.present",
          account -> {
            List<AccountStatistics> servers = account.statistics();
            if (servers.isEmpty()) {
              return Track.HOLE;
            }
            return servers.stream().anyMatch(server -> server.connections() > 0) ? SOME : NONE;
          });

  /** Null if the snapshot does not tell. */
  static @Nullable ClientPresence of(CheckContext context, Account account) {
    Series series = context.series(TRACK, account);
    if (!series.endsAt(context.now())) {
      return null;
    }
    Instant lastSeen = null;
    for (Stretch stretch : series.stretches()) {
      lastSeen = stretch.value() == SOME ? stretch.to() : lastSeen;
    }
    return new ClientPresence(context.now(), series.first().time(), lastSeen, series.count());
  }

  boolean wereThereWithin(Duration span) {
    return lastSeen != null && !lastSeen.isBefore(now.minus(span));
  }

  boolean areKnownFor(Duration span) {
    return !firstSeen.isAfter(now.minus(span));
  }

  Duration followed() {
    return Duration.between(firstSeen, now);
  }

  /** How long there has been no client; at least, if none was ever seen. */
  Duration idle() {
    return Duration.between(lastSeen == null ? firstSeen : lastSeen, now);
  }
}
