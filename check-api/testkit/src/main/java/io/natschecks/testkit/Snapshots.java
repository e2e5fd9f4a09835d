// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
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

  /**
   * Healthy deployments at different times and of different sizes, in which no check finds
   * anything: {@link Deployments#healthy()} with up to five servers and twenty streams more, each
   * with a consumer, from a week before {@link Deployments#NOW} to two hundred days after it. They
   * shrink to the deployment as it is.
   *
   * @return the arbitrary
   */
  public static Arbitrary<Snapshot> healthy() {
    return Combinators.combine(
            Arbitraries.longs().between(-7 * 24, 200 * 24),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 20))
        .as(
            (hours, servers, streams) ->
                Deployments.larger(Duration.ofHours(hours), servers, streams));
  }

  private static Arbitrary<Long> seeds() {
    return Arbitraries.randomValue(random -> random.nextLong());
  }
}
