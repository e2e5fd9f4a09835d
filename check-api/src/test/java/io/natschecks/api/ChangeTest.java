// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Server;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ChangeTest {

  @Test
  void readsTheCounterOfBothSides() {
    Change<String> change =
        new Change<>(Server.builder("N1", "n1").build(), "12", "15", Duration.ofMinutes(1));

    assertThat(change.rise(Long::parseLong)).isEqualTo(3);
  }

  @Property
  void aCounterThatRoseGivesTheDifference(
      @ForAll @LongRange(min = 0) long before, @ForAll @LongRange(min = 0) long now) {
    long low = Math.min(before, now);
    long high = Math.max(before, now);

    assertThat(Change.rise(low, high)).isEqualTo(high - low);
  }

  @Property
  void aCounterThatFellGivesNothing(@ForAll long before, @ForAll long now) {
    assertThat(Change.rise(Math.max(before, now), Math.min(before, now))).isZero();
  }

  @Property
  void aRiseIsNeverNegative(@ForAll long before, @ForAll long now) {
    assertThat(Change.rise(before, now)).isNotNegative();
  }
}
