// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrendTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void ofASteadyLineReachesABoundAtTheExactTime() {
    Trend trend = of(0, 10, 20, 30, 40);

    assertThat(trend).isNotNull();
    assertThat(trend.perHour()).isCloseTo(10, within(1e-9));
    assertThat(trend.span()).isEqualTo(Duration.ofHours(4));
    assertThat(trend.reaches(75)).isEqualTo(trend.from().time().plus(Duration.ofMinutes(210)));
  }

  @Property
  void ofASteadyLineReachesABoundAtTheExactTime(
      @ForAll @IntRange(min = 5, max = 300) int count,
      @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long slope,
      @ForAll @LongRange(min = -(1L << 52), max = 1L << 52) long offset,
      @ForAll @IntRange(min = 1, max = 6) int intervals) {
    long step = slope == 0 ? 1 : slope;
    long[] values = LongStream.range(0, count).map(i -> offset + i * step).toArray();

    Trend trend = of(values);

    assertThat(trend).isNotNull();
    assertThat(trend.reaches(values[count - 1] + (double) step * intervals))
        .isEqualTo(trend.from().time().plus(HOUR.multipliedBy(intervals)));
  }

  @Property
  void isNotMovedByOnePeak(
      @ForAll @IntRange(min = 12, max = 200) int count,
      @ForAll @IntRange(min = 0, max = 198) int where,
      @ForAll long peak) {
    long[] values = LongStream.range(0, count).map(i -> 1_000 + 60 * i).toArray();
    values[where % (count - 1)] = peak;

    Trend trend = of(values);

    assertThat(trend).isNotNull();
    assertThat(trend.perHour()).isCloseTo(60, within(1e-6));
  }

  @Test
  void isNoneAtThePeakItself() {
    assertThat(of(10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 900)).isNull();
  }

  @Property
  void scalesWithItsValues(
      @ForAll long seed, @ForAll @LongRange(min = 1, max = 1_000_000) long scale) {
    long[] values = noisyLine(seed, 40);
    long[] scaled = LongStream.of(values).map(value -> value * scale).toArray();

    assertThat(perHour(scaled)).isEqualTo(perHour(values) * scale, within(1e-6 * scale));
  }

  @Property
  void doesNotDependOnTheLevelOfItsValues(
      @ForAll long seed, @ForAll @LongRange(min = -(1L << 60), max = 1L << 60) long level) {
    long[] values = noisyLine(seed, 40);
    long[] shifted = LongStream.of(values).map(value -> value + level).toArray();

    assertThat(perHour(shifted)).isEqualTo(perHour(values));
  }

  @Property
  void ofFallingValuesMirrorsThatOfRisingOnes(@ForAll long seed) {
    long[] values = noisyLine(seed, 30);
    long[] mirrored = LongStream.of(values).map(value -> -value).toArray();

    assertThat(perHour(mirrored)).isEqualTo(-perHour(values), within(1e-9));
  }

  @Test
  void isHardlyEverFoundInNoise() {
    Random random = new Random(7);
    for (int count : new int[] {5, 6, 8, 12, 24, 100}) {
      int found = 0;
      for (int i = 0; i < 1_000; i++) {
        found += of(random.longs(count, 0, 1_000_000).toArray()) == null ? 0 : 1;
      }
      assertThat(found).as("of 1,000 series of %d samples", count).isLessThan(35);
    }
  }

  @Test
  void isFoundThroughModestNoise() {
    assertThat(perHour(noisyLine(3, 60))).isCloseTo(100, within(5.0));
  }

  @Test
  void isNoneWithFewSamplesOfWhichOneGoesTheOtherWay() {
    assertThat(of(10, 20, 30, 25, 40)).isNull();
    assertThat(of(10, 20, 30, 25, 40, 50, 60, 70)).isNotNull();
  }

  @Test
  void isNoneWithFourSamples() {
    assertThat(of(10, 20, 30, 40)).isNull();
  }

  @Test
  void isNoneWhereNothingMoves() {
    assertThat(of(7, 7, 7, 7, 7, 7, 7)).isNull();
  }

  @Test
  void isNoneAfterASingleStep() {
    assertThat(of(7, 7, 7, 7, 7, 9, 9, 9, 9, 9)).isNull();
  }

  @Property
  void isNoneOnceACounterWasReset(@ForAll @IntRange(min = 48, max = 99) int resetAt) {
    long[] values = LongStream.range(0, 100).map(i -> i < resetAt ? i : i - resetAt).toArray();

    assertThat(of(values)).isNull();
  }

  @Test
  void followsACounterAgainThatWasResetLongAgo() {
    long[] values = LongStream.range(0, 100).map(i -> i < 20 ? i : i - 20).toArray();

    assertThat(perHour(values)).isCloseTo(1, within(1e-9));
  }

  @Test
  void isNoneOfASawtooth() {
    assertThat(of(LongStream.range(0, 96).map(i -> i % 24).toArray())).isNull();
  }

  @Property
  void neverReachesABoundInThePast(@ForAll long seed, @ForAll double bound) {
    long[] values = new Random(seed).longs(12).toArray();
    Trend trend = of(values);
    Instant at = trend == null ? null : trend.reaches(bound);
    if (trend != null && at != null) {
      assertThat(at).isAfter(trend.from().time());
    }
  }

  @Test
  void doesNotReachWhatIsBehindIt() {
    Trend trend = of(0, 10, 20, 30, 40);

    assertThat(trend).isNotNull();
    assertThat(trend.reaches(40)).isNull();
    assertThat(trend.reaches(39)).isNull();
    assertThat(trend.reaches(Double.NaN)).isNull();
  }

  @Test
  void looksNoFurtherThanSevenTimesItsSpan() {
    Trend trend = of(0, 10, 20, 30, 40);

    assertThat(trend).isNotNull();
    assertThat(trend.reaches(40 + 280)).isEqualTo(trend.from().time().plus(Duration.ofHours(28)));
    assertThat(trend.reaches(40 + 281)).isNull();
    assertThat(trend.reaches(Double.POSITIVE_INFINITY)).isNull();
  }

  @Test
  void standsTheGreatestValues() {
    Trend trend = of(-1L << 62, -1L << 61, 0, 1L << 61, 1L << 62);

    assertThat(trend).isNotNull();
    assertThat(trend.perHour()).isPositive();
  }

  private static @Nullable Trend of(long... values) {
    return Trend.of(ListedSamples.every(HOUR, values));
  }

  private static double perHour(long... values) {
    Trend trend = of(values);
    assertThat(trend).isNotNull();
    return trend.perHour();
  }

  /** Rises by 100 an hour, give or take half of that. */
  private static long[] noisyLine(long seed, int count) {
    Random random = new Random(seed);
    return LongStream.range(0, count).map(i -> 100 * i + random.nextLong(-50, 50)).toArray();
  }
}
