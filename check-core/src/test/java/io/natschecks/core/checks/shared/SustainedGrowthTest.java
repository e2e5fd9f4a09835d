// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.history.Series;
import io.natschecks.testkit.Deployments;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SustainedGrowthTest {

  private record Values(List<Long> values) implements Series {
    @Override
    public int size() {
      return values.size();
    }

    @Override
    public Instant timeAt(int index) {
      return Deployments.NOW.plusSeconds(index);
    }

    @Override
    public long valueAt(int index) {
      return values.get(index);
    }
  }

  private static SustainedGrowth of(Long... values) {
    return SustainedGrowth.of(new Values(List.of(values)));
  }

  @Test
  void theFirstSampleAndThoseThatStandStillAreSteady() {
    assertThat(of(5L, 5L, 4L, 6L)).isEqualTo(new SustainedGrowth(4, 3, 5, 6));
  }

  @Test
  void eightOfTenAreAShareOfPointEight() {
    assertThat(new SustainedGrowth(10, 8, 1, 2).isSustained(0.8)).isTrue();
    assertThat(new SustainedGrowth(10, 7, 1, 2).isSustained(0.8)).isFalse();
    assertThat(new SustainedGrowth(5, 4, 1, 2).isSustained(0.8)).isTrue();
    assertThat(new SustainedGrowth(1440, 1152, 1, 2).isSustained(0.8)).isTrue();
    assertThat(new SustainedGrowth(100, 7, 1, 2).isSustained(0.07)).isTrue();
  }

  @Test
  void whatStandsStillOrFallsDoesNotGrow() {
    assertThat(of(5L, 5L, 5L).isSustained(0)).isFalse();
    assertThat(of(5L, 4L).isSustained(0)).isFalse();
  }

  @Test
  void nothingIsNoBaseForAShare() {
    assertThat(of(0L, 500L).percent()).isZero();
    assertThat(of(100L, 120L).percent()).isEqualTo(20);
    assertThat(of(100L, 90L).percent()).isEqualTo(-10);
  }

  @Property
  void isSustainedFromTheRoundedUpShareOn(
      @ForAll @LongRange(min = 1, max = 5_000) long samples,
      @ForAll @LongRange(min = 1, max = 5_000) long steady,
      @ForAll @IntRange(min = 0, max = 1_000) int thousandths) {
    BigDecimal share = BigDecimal.valueOf(thousandths, 3);
    long wanted =
        share
            .multiply(BigDecimal.valueOf(samples))
            .setScale(0, RoundingMode.CEILING)
            .longValueExact();

    assertThat(new SustainedGrowth(samples, steady, 1, 2).isSustained(share.doubleValue()))
        .isEqualTo(steady >= wanted);
  }

  @Property
  void steadyGrowthIsSustainedHoweverStrict(
      @ForAll @Size(min = 2, max = 20) List<@LongRange(min = 0, max = 1_000) Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    SustainedGrowth growth = SustainedGrowth.of(new Values(sorted));

    assertThat(growth.amount()).isNotNegative();
    assertThat(growth.isSustained(1)).isEqualTo(growth.amount() > 0);
  }
}
