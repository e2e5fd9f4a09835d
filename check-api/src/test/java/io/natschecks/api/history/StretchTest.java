// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StretchTest {

  private static final Instant START = ListedSamples.START;

  @Test
  void countsAllSamplesAfterATimeBeforeIt() {
    assertThat(minutes(5).samplesAfter(START.minusNanos(1))).isEqualTo(5);
  }

  @Test
  void leavesOutASampleAtTheTimeItself() {
    assertThat(minutes(5).samplesAfter(START)).isEqualTo(4);
    assertThat(minutes(5).samplesAfter(START.plusSeconds(240))).isZero();
    assertThat(minutes(1).samplesAfter(START)).isZero();
  }

  @Test
  void countsItsLastSampleAsLongAsThatIsLater() {
    assertThat(minutes(2).samplesAfter(START.plusSeconds(59))).isEqualTo(1);
  }

  @Property
  void countsEvenlySpreadSamplesExactly(
      @ForAll @IntRange(min = 2, max = 2_000) int samples,
      @ForAll @IntRange(min = 0, max = 120_000) int seconds) {
    Instant time = START.plusSeconds(seconds);
    long later =
        LongStream.range(0, samples)
            .filter(i -> START.plus(Duration.ofMinutes(i)).isAfter(time))
            .count();

    assertThat(minutes(samples).samplesAfter(time)).isEqualTo(later);
  }

  private static Stretch minutes(int samples) {
    return new Stretch(1, START, START.plus(Duration.ofMinutes(samples - 1L)), samples);
  }
}
