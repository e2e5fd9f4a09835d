// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Snapshot;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many consumers there are. Each counts once, however many replicas it has.
 *
 * @param total in all accounts
 * @param byAccount by account id
 */
record ConsumerCounts(long total, Map<String, Long> byAccount) {

  private static final int MOST_CHANGES = 5;

  /** Counts runs, since the consumers of a snapshot are sorted by account. */
  static ConsumerCounts of(Snapshot snapshot) {
    List<Consumer> consumers = snapshot.consumers();
    Map<String, Long> byAccount = new HashMap<>();
    int start = 0;
    while (start < consumers.size()) {
      String account = consumers.get(start).stream().account();
      int end = start + 1;
      while (end < consumers.size() && consumers.get(end).stream().account().equals(account)) {
        end++;
      }
      byAccount.put(account, (long) (end - start));
      start = end;
    }
    return new ConsumerCounts(consumers.size(), byAccount);
  }

  /** The accounts that changed most, for people; null if none did. */
  @Nullable String largestChangesSince(ConsumerCounts before) {
    Set<String> accounts = new HashSet<>(byAccount.keySet());
    accounts.addAll(before.byAccount.keySet());
    String changes =
        accounts.stream()
            .map(account -> new Change(account, before.of(account), of(account)))
            .filter(change -> change.delta() != 0)
            .sorted(Change.LARGEST_FIRST)
            .limit(MOST_CHANGES)
            .map(Change::text)
            .collect(Collectors.joining(", "));
    return changes.isEmpty() ? null : changes;
  }

  private long of(String account) {
    return byAccount.getOrDefault(account, 0L);
  }

  private record Change(String account, long before, long now) {

    static final Comparator<Change> LARGEST_FIRST =
        Comparator.comparingLong((Change change) -> -Math.abs(change.delta()))
            .thenComparing(Change::account);

    long delta() {
      return now - before;
    }

    String text() {
      return String.format(Locale.ROOT, "%s %+,d (%,d to %,d)", account, delta(), before, now);
    }
  }
}
