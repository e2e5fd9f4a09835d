// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;

class LimitTest {

  @Test
  void unlimitedIsNoNumber() {
    assertThat(Limit.unlimited().isUnlimited()).isTrue();
    assertThat(Limit.unlimited().value()).isEmpty();
    assertThat(Limit.unlimited().percentUsed(Long.MAX_VALUE)).isZero();
    assertThat(Limit.unlimited().isUsedFrom(Long.MAX_VALUE, 0)).isFalse();
    assertThat(Limit.unlimited()).hasToString("unlimited");
  }

  @Test
  void readsWhatServersWrite() {
    assertThat(Limit.fromServer(-1)).isEqualTo(Limit.unlimited());
    assertThat(Limit.fromServer(0)).isEqualTo(Limit.of(0));
    assertThat(Limit.positiveFromServer(0)).isEqualTo(Limit.unlimited());
    assertThat(Limit.positiveFromServer(7)).isEqualTo(Limit.of(7));
  }

  @Test
  void refusesNegativeNumbers() {
    assertThatThrownBy(() -> Limit.of(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a limit is 0 or more, not -1");
  }

  @Test
  void aLimitOfZeroIsExceededByAnything() {
    assertThat(Limit.of(0).percentUsed(0)).isZero();
    assertThat(Limit.of(0).percentUsed(1)).isInfinite();
    assertThat(Limit.of(0).isUsedFrom(1, 90)).isFalse();
  }

  @Test
  void limitsOfOneSizeAreEqual() {
    EqualsVerifier.forClass(Limit.class).verify();
  }

  @Property
  void isUsedFromExactlyTheShareOn(
      @ForAll @LongRange(min = 1, max = 1_000_000) long limit,
      @ForAll @LongRange(max = 1_000_000) long used,
      @ForAll @LongRange(max = 100) long percent) {
    assertThat(Limit.of(limit).isUsedFrom(used, percent)).isEqualTo(used * 100 >= percent * limit);
  }
}
