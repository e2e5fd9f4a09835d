// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What tells two sets of names apart, such as those of two snapshots.
 *
 * @param gone names that are only in the first
 * @param added names that are only in the second
 */
public record Difference(SortedSet<String> gone, SortedSet<String> added) {

  /**
   * Compares two sets.
   *
   * @param first the set before, or the wanted one
   * @param second the set now, or the one that is there
   * @return what only one of them holds
   */
  public static Difference of(Collection<String> first, Collection<String> second) {
    return new Difference(without(first, second), without(second, first));
  }

  private static SortedSet<String> without(Collection<String> names, Collection<String> others) {
    TreeSet<String> left = new TreeSet<>(names);
    others.forEach(left::remove);
    return left;
  }
}
