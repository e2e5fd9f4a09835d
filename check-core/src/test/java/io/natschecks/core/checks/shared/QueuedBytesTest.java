// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class QueuedBytesTest {

  private static final long MIB = 1_048_576;

  @Property
  void moreBytesAreNeverLessPressure(
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long bytes,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long more,
      @ForAll @DoubleRange(min = 0, max = 1e9) double limit) {
    if (new QueuedBytes(bytes, limit).isAboveLimit()) {
      assertThat(new QueuedBytes(bytes + more, limit).isAboveLimit()).isTrue();
    }
  }

  @Property
  void wholeLimitsAreExact(@ForAll @LongRange(min = 0, max = 1 << 20) long limit) {
    assertThat(new QueuedBytes(limit * MIB, limit).isAboveLimit()).isFalse();
    assertThat(new QueuedBytes(limit * MIB + 1, limit).isAboveLimit()).isTrue();
  }

  @Test
  void saysWhatWaitsForWhom() {
    assertThat(new QueuedBytes(3 * MIB / 2, 0.25).text("b1"))
        .isEqualTo("1.5 MiB wait to be sent to b1 (reported above 0.25 MiB)");
  }
}
