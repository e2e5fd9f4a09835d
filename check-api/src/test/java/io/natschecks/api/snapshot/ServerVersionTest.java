// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ServerVersionTest {

  @Test
  void ordersReleasesByNumber() {
    assertThat(ServerVersion.parse("2.9.25")).isLessThan(ServerVersion.parse("2.10.2"));
    assertThat(ServerVersion.parse("2.10.2")).isLessThan(ServerVersion.parse("2.10.10"));
    assertThat(ServerVersion.parse("2.12.0-RC.1")).isLessThan(ServerVersion.parse("2.12.0"));
    assertThat(ServerVersion.UNKNOWN).isLessThan(ServerVersion.parse("1.0.0"));
  }

  @Test
  void comparesMinorReleases() {
    assertThat(ServerVersion.parse("2.10.0").isAtLeast(2, 10)).isTrue();
    assertThat(ServerVersion.parse("2.9.10").isAtLeast(2, 10)).isFalse();
    assertThat(ServerVersion.parse("3.0.0").isAtLeast(2, 10)).isTrue();
  }

  @Test
  void keepsTextsOfAnotherForm() {
    ServerVersion odd = ServerVersion.parse("banana");

    assertThat(odd.isKnown()).isFalse();
    assertThat(odd).hasToString("banana");
    assertThat(ServerVersion.parse(" ")).isEqualTo(ServerVersion.UNKNOWN);
  }

  @Property
  void neverThrows(@ForAll String text) {
    assertThat(ServerVersion.parse(text)).isNotNull();
  }
}
