// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.change;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The servers that list an account, in two snapshots.
 *
 * @param account the account, as it is now if it is there
 * @param before names of the servers that listed it in the snapshot before
 * @param now names of the servers that list it now
 */
record AccountPresence(Account account, SortedSet<String> before, SortedSet<String> now) {

  /** All accounts of both snapshots, by id. */
  static Collection<AccountPresence> of(@Nullable Snapshot previous, Snapshot current) {
    Map<String, AccountPresence> presences = new TreeMap<>();
    for (Account account : current.accounts()) {
      Account earlier = previous == null ? null : previous.account(account.id());
      presences.put(
          account.id(),
          new AccountPresence(account, names(previous, earlier), names(current, account)));
    }
    if (previous != null) {
      for (Account gone : previous.accounts()) {
        presences.computeIfAbsent(
            gone.id(), id -> new AccountPresence(gone, names(previous, gone), new TreeSet<>()));
      }
    }
    return presences.values();
  }

  private static SortedSet<String> names(@Nullable Snapshot snapshot, @Nullable Account account) {
    SortedSet<String> names = new TreeSet<>();
    if (snapshot != null && account != null) {
      for (AccountStatistics statistics : account.statistics()) {
        Server server = snapshot.server(statistics.serverId());
        if (server != null) {
          names.add(server.name());
        }
      }
    }
    return names;
  }
}
