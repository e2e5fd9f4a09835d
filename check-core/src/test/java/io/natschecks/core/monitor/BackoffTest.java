// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BackoffTest {

  @Property
  void staysBetweenFourFifthsOfTheFirstPauseAndTheLongest(
      @ForAll @IntRange(min = 1, max = 1_000_000) int failures,
      @ForAll @LongRange(min = 1, max = 86_400) long first,
      @ForAll @LongRange(min = 0, max = 86_400) long more,
      @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double chance) {
    Duration shortest = Duration.ofSeconds(first);
    Duration longest = shortest.plusSeconds(more);

    Duration pause = new Backoff(shortest, longest, () -> chance).after(failures);

    assertThat(pause).isBetween(shortest.multipliedBy(4).dividedBy(5), longest);
    assertThat(new Backoff(shortest, longest, () -> chance).after(failures + 1))
        .isGreaterThanOrEqualTo(pause);
  }
}
