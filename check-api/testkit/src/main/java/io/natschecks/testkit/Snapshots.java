// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.snapshot.Snapshot;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Arbitrary snapshots for property tests with jqwik, which a project that uses them adds itself.
 *
 * @since 0.1
 */
public final class Snapshots {

  private Snapshots() {}

  /**
   * Whole snapshots of extreme but valid values: up to six servers, sections that are null or
   * missing for any reason, counters up to the greatest long, unlimited limits, and names with
   * control characters, slashes, ten thousand characters or none. They shrink to fewer servers.
   *
   * @return the arbitrary
   */
  public static Arbitrary<Snapshot> any() {
    return Combinators.combine(
            Arbitraries.integers().between(0, RandomSnapshots.MOST_SERVERS), seeds())
        .as((servers, seed) -> RandomSnapshots.of(seed, servers, RandomSnapshots.HOSTILE_NAMES));
  }

  private static Arbitrary<Long> seeds() {
    return Arbitraries.randomValue(random -> random.nextLong());
  }
}
