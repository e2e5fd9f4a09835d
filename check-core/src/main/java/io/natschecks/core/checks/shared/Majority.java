// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A vote: how many voters stand for each value.
 *
 * @param <V> the value
 * @param votes voters by value, in the order of the values
 */
public record Majority<V>(SortedMap<V, Integer> votes) {

  /**
   * Counts votes.
   *
   * @param <V> the value
   * @param ballots one value for each voter
   * @param order order of the values
   * @return the counted votes
   */
  public static <V> Majority<V> of(Iterable<V> ballots, Comparator<? super V> order) {
    SortedMap<V, Integer> votes = new TreeMap<>(order);
    ballots.forEach(value -> votes.merge(value, 1, Integer::sum));
    return new Majority<>(Collections.unmodifiableSortedMap(votes));
  }

  /**
   * The value of most voters.
   *
   * @return the value; the greatest of them on a tie; null without voters
   */
  public @Nullable V greatestOfMost() {
    V winner = null;
    int most = 0;
    for (Map.Entry<V, Integer> each : votes.entrySet()) {
      if (each.getValue() >= most) {
        winner = each.getKey();
        most = each.getValue();
      }
    }
    return winner;
  }

  /**
   * The value of most voters.
   *
   * @return the value; the smallest of them on a tie; null without voters
   */
  public @Nullable V smallestOfMost() {
    V winner = null;
    int most = 0;
    for (Map.Entry<V, Integer> each : votes.entrySet()) {
      if (each.getValue() > most) {
        winner = each.getKey();
        most = each.getValue();
      }
    }
    return winner;
  }

  /**
   * The value of more than half of the voters.
   *
   * @return the value, or null if there is none
   */
  public @Nullable V ofMoreThanHalf() {
    return ofMoreThanHalf(0);
  }

  /**
   * The value of more than half of the voters, whatever those say who have not voted.
   *
   * @param missing voters that have not voted
   * @return the value, or null if there is none
   */
  public @Nullable V ofMoreThanHalf(long missing) {
    V winner = smallestOfMost();
    return winner != null && votes.getOrDefault(winner, 0) * 2L > voters() + missing
        ? winner
        : null;
  }

  /**
   * Says whether {@link #greatestOfMost} is known although some have not voted, whatever they would
   * vote for.
   *
   * @param missing voters that have not voted
   * @return true if they cannot change the winner
   */
  public boolean isDecided(long missing) {
    V winner = greatestOfMost();
    if (missing == 0 || winner == null) {
      return missing == 0;
    }
    int most = votes.getOrDefault(winner, 0);
    if (most <= missing) {
      return false;
    }
    for (Map.Entry<V, Integer> each : votes.entrySet()) {
      long possible = each.getValue() + missing;
      boolean isGreater = isAfter(each.getKey(), winner);
      if (!each.getKey().equals(winner) && (isGreater ? possible >= most : possible > most)) {
        return false;
      }
    }
    return true;
  }

  private boolean isAfter(V value, V winner) {
    return votes.tailMap(winner).containsKey(value);
  }

  /**
   * How many voted.
   *
   * @return number of ballots
   */
  public long voters() {
    return votes.values().stream().mapToLong(Integer::longValue).sum();
  }
}
