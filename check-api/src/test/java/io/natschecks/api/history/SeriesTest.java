// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SeriesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void tellsWhatAllItsSamplesAre() {
    Series series = ListedSamples.every(MINUTE, 5, 8, 8, 2, 4);

    assertThat(series.count()).isEqualTo(5);
    assertThat(series.first()).isEqualTo(new Sample(ListedSamples.START, 5));
    assertThat(series.last().value()).isEqualTo(4);
    assertThat(series.beforeLast()).isEqualTo(new Sample(series.timeAt(3), 2));
    assertThat(series.min()).isEqualTo(2);
    assertThat(series.max()).isEqualTo(8);
    assertThat(series.span()).isEqualTo(MINUTE.multipliedBy(4));
  }

  @Test
  void countsAFallAsAResetAndNotAsARise() {
    Series series = ListedSamples.every(MINUTE, 5, 8, 8, 2, 4);

    assertThat(series.rise()).isEqualTo(5);
    assertThat(series.falls()).isEqualTo(1);
    assertThat(series.riseSince(0)).isZero();
    assertThat(series.riseSince(3)).isEqualTo(2);
  }

  @Test
  void endsAtTheSnapshotOfItsLastSample() {
    Series series = ListedSamples.every(MINUTE, 5, 8);

    assertThat(series.endsAt(ListedSamples.START.plus(MINUTE))).isTrue();
    assertThat(series.endsAt(ListedSamples.START)).isFalse();
    assertThat(Series.EMPTY.endsAt(ListedSamples.START)).isFalse();
  }

  @Test
  void joinsEqualSamplesInRuns() {
    Series series = ListedSamples.every(MINUTE, 5, 5, 7, 5);

    assertThat(series.stretches())
        .containsExactly(
            new Stretch(5, series.timeAt(0), series.timeAt(1), 2),
            new Stretch(7, series.timeAt(2), series.timeAt(2), 1),
            new Stretch(5, series.timeAt(3), series.timeAt(3), 1));
    assertThat(Series.EMPTY.stretches()).isEmpty();
  }

  @Test
  void startsAgainAtAPointInTime() {
    Series series = ListedSamples.every(MINUTE, 5, 6, 7, 8);
    Series later = series.since(ListedSamples.START.plus(MINUTE).minusNanos(1));

    assertThat(later.count()).isEqualTo(3);
    assertThat(later.first().value()).isEqualTo(6);
    assertThat(later.rise()).isEqualTo(2);
    assertThat(series.since(ListedSamples.START)).isSameAs(series);
    assertThat(series.since(ListedSamples.START.plus(Duration.ofDays(1))).size()).isZero();
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> later.valueAt(3));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> later.valueAt(-1));
  }

  @Test
  void knowsNothingWithoutSamples() {
    assertThat(Series.EMPTY.count()).isZero();
    assertThat(Series.EMPTY.beforeLast()).isNull();
    assertThat(Series.EMPTY.span()).isZero();
    assertThat(Series.EMPTY.rise()).isZero();
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(Series.EMPTY::first);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(Series.EMPTY::min);
  }

  @Property
  void neverGivesANegativeRise(@ForAll long[] values) {
    assertThat(ListedSamples.every(MINUTE, values).rise()).isNotNegative();
  }

  @Property
  void risesByTheWholeDifferenceIfItNeverFalls(@ForAll long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    Series series = ListedSamples.every(MINUTE, sorted);

    assertThat(series.falls()).isZero();
    if (sorted.length > 0) {
      assertThat(series.rise()).isEqualTo(Series.step(sorted[0], sorted[sorted.length - 1]));
    }
  }

  @Property
  void stepsTowardsTheLaterValue(@ForAll long from, @ForAll long to) {
    assertThat(Long.signum(Series.step(from, to))).isEqualTo(Long.compare(to, from));
  }
}
