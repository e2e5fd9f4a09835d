// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoverageTest {

  @Test
  void nothingIsRequestedUntilSomebodySaysSo() {
    assertThat(Coverage.builder().build().of(Section.VARZ)).isEqualTo(Coverage.Entry.NOT_REQUESTED);
  }

  @Test
  void aServerCanFareOtherwiseThanTheSection() {
    Coverage coverage =
        Coverage.builder()
            .gathered(Section.VARZ)
            .server(Section.VARZ, "N1", Coverage.Status.TIMED_OUT, "no answer in 5 s")
            .build();

    assertThat(coverage.of(Section.VARZ).isGathered()).isTrue();
    assertThat(coverage.of(Section.VARZ, "N2").isGathered()).isTrue();
    assertThat(coverage.of(Section.VARZ, "N1").status()).isEqualTo(Coverage.Status.TIMED_OUT);
    assertThat(coverage.exceptions(Section.VARZ)).containsOnlyKeys("N1");
  }
}
