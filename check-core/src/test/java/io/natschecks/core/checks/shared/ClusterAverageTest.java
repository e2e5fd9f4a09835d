// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ClusterAverageTest {

  @Test
  void isTheMeanOfAllServers() {
    ClusterAverage average = of(300, 100, 100);

    assertThat(average.value()).isEqualTo(500 / 3.0);
    assertThat(average.ratio(300)).isEqualTo(1.8);
  }

  @Test
  void hasNoOutliersWhereAllAreZero() {
    assertThat(of(0, 0).isExceeded(0, 0)).isFalse();
    assertThat(of(0, 0).ratio(0)).isZero();
  }

  @Property
  void scalingAllValuesNeverChangesAVerdict(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(max = 1_000_000) Long> values,
      @ForAll @LongRange(min = 1, max = 1_000_000) long factor) {
    ClusterAverage average = of(values);
    ClusterAverage scaled = of(values.stream().map(value -> value * factor).toList());

    for (long value : values) {
      assertThat(scaled.isExceeded(value * factor, 1.5)).isEqualTo(average.isExceeded(value, 1.5));
    }
  }

  @Property
  void neverCallsAllServersOutliers(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(max = 1_000_000) Long> values) {
    ClusterAverage average = of(values);

    assertThat(values.stream().allMatch(value -> average.isExceeded(value, 1))).isFalse();
  }

  private static ClusterAverage of(long... values) {
    return of(java.util.Arrays.stream(values).boxed().toList());
  }

  private static ClusterAverage of(List<Long> values) {
    return new ClusterAverage(
        new WholeCluster("C1", List.of(), List.of()),
        values.stream().mapToDouble(Long::doubleValue).sum(),
        values.size());
  }
}
