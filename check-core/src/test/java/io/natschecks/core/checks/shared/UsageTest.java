// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Limit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class UsageTest {

  @Property
  void isReachedFromExactlyTheShare(
      @ForAll @LongRange(min = 0, max = 1_000_000) long used,
      @ForAll @LongRange(min = 1, max = 1_000_000) long limit,
      @ForAll @IntRange(min = 0, max = 100) int percent) {
    assertThat(usage(used, Limit.of(limit)).isFrom(percent))
        .isEqualTo(used * 100 >= limit * percent);
  }

  @Property
  void scalingAmountAndLimitChangesNothing(
      @ForAll @LongRange(min = 0, max = 1_000_000) long used,
      @ForAll @LongRange(min = 1, max = 1_000_000) long limit,
      @ForAll @IntRange(min = 0, max = 10) int doublings) {
    Usage scaled = usage(used << doublings, Limit.of(limit << doublings));

    assertThat(scaled.isFrom(80)).isEqualTo(usage(used, Limit.of(limit)).isFrom(80));
    assertThat(scaled.percent()).isEqualTo(usage(used, Limit.of(limit)).percent());
  }

  @Property
  void nothingIsEverReachedWithoutALimit(@ForAll @LongRange(min = 0) long used) {
    assertThat(usage(used, Limit.unlimited()).isFrom(0)).isFalse();
    assertThat(usage(used, Limit.of(0)).isFrom(0)).isFalse();
  }

  @Test
  void saysHowMuchIsUsed() {
    assertThat(usage(95, Limit.of(100)).text(90))
        .isEqualTo("95 of 100 messages in use (95.0 percent, reported from 90)");
    assertThat(new Usage(1 << 20, Limit.of(1 << 21), "bytes").text(50))
        .isEqualTo("1.0 MiB of 2.0 MiB in use (50.0 percent, reported from 50)");
  }

  private static Usage usage(long used, Limit limit) {
    return new Usage(used, limit, "messages");
  }
}
