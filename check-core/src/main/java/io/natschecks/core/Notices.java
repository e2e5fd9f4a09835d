// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.core.config.Suppression;
import io.natschecks.core.report.SuppressionNotice;
import io.natschecks.core.report.SuppressionNotice.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what is to be said of suppressions. Tenants can cause any number; the first are kept.
 */
final class Notices {

  private static final int MOST_OF_A_STATE = 100;
  private static final Duration SOON = Duration.ofDays(7);

  private final Instant now;
  private final List<SuppressionNotice> kept = new ArrayList<>();
  private final Map<State, Integer> counts = new EnumMap<>(State.class);

  Notices(Instant now) {
    this.now = now;
  }

  void add(SuppressionNotice notice) {
    if (counts.merge(notice.state(), 1, Integer::sum) <= MOST_OF_A_STATE) {
      kept.add(notice);
    }
  }

  /** Says whether a suppression holds, and speaks up if it does not, or will not for long. */
  boolean holds(Suppression suppression, String rule, String detail) {
    Instant end = suppression.end();
    boolean holds = now.isBefore(end);
    if (!holds || Duration.between(now, end).compareTo(SOON) <= 0) {
      add(
          new SuppressionNotice(
              holds ? State.EXPIRES_SOON : State.EXPIRED,
              rule,
              suppression.reason(),
              suppression.until(),
              detail));
    }
    return holds;
  }

  /** The first of each state, in the order of the states. */
  List<SuppressionNotice> sorted() {
    return kept.stream().sorted(Comparator.comparing(SuppressionNotice::state)).toList();
  }

  long count() {
    return counts.values().stream().mapToLong(Integer::longValue).sum();
  }
}
