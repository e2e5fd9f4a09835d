// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RoundTripTest {

  @Test
  void theBoundItselfIsStillAllowed() {
    assertThat(RoundTrip.isAbove(Duration.ofMillis(50), 50)).isFalse();
    assertThat(RoundTrip.isAbove(Duration.ofMillis(50).plusNanos(1), 50)).isTrue();
  }

  @Test
  void whatWasNotMeasuredIsNeverSlow() {
    assertThat(RoundTrip.isAbove(null, 0)).isFalse();
    assertThat(RoundTrip.isAbove(Duration.ZERO, 0)).isFalse();
    assertThat(RoundTrip.isMeasured(null)).isFalse();
    assertThat(RoundTrip.isMeasured(Duration.ZERO)).isFalse();
    assertThat(RoundTrip.isMeasured(Duration.ofNanos(1))).isTrue();
  }

  @Property
  void comparesToTheNanosecond(
      @ForAll @LongRange(min = 0, max = 3_600_000_000_000L) long nanos,
      @ForAll @LongRange(min = 0, max = 3_600_000) long milliseconds) {
    assertThat(RoundTrip.isAbove(Duration.ofNanos(nanos), milliseconds))
        .isEqualTo(nanos > milliseconds * 1_000_000);
  }

  @Property
  void isNeverAboveItself(@ForAll @LongRange(min = 0, max = 3_600_000) long milliseconds) {
    assertThat(RoundTrip.isAbove(Duration.ofMillis(milliseconds), milliseconds)).isFalse();
  }

  @Test
  void takesTheLongestTimes() {
    assertThat(RoundTrip.isAbove(Duration.ofSeconds(Long.MAX_VALUE), 50)).isTrue();
  }

  @Test
  void showsOneDecimalAndTheBound() {
    assertThat(RoundTrip.text(Duration.ofNanos(120_449_999), 100))
        .isEqualTo("120.4 ms (reported above 100 ms)");
  }
}
