// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DisplayTest {

  private static final String KEY = "A" + "B".repeat(55);

  @Test
  void shortensKeysAndLongNames() {
    assertThat(Display.name("ORDERS")).isEqualTo("ORDERS");
    assertThat(Display.name(KEY)).isEqualTo("ABBBBBBB...");
    assertThat(Display.name("x".repeat(56))).hasSize(56);
    assertThat(Display.name("x".repeat(10_000))).hasSize(59).endsWith("...");
    assertThat(Display.nkeys("account \"" + KEY + "\" missing"))
        .isEqualTo("account \"ABBBBBBB...\" missing");
  }

  @Test
  void showsNumbers() {
    assertThat(Display.count(4_210)).isEqualTo("4,210");
    assertThat(Display.count(1, "server")).isEqualTo("1 server");
    assertThat(Display.count(0, "server")).isEqualTo("0 servers");
    assertThat(Display.percent(92.45)).isEqualTo("92.5 percent");
    assertThat(Display.number(90.0)).isEqualTo("90");
    assertThat(Display.number(1.5)).isEqualTo("1.5");
    assertThat(Display.number(0.0004)).isEqualTo("0.0004");
    assertThat(Display.number(1.0004)).isEqualTo("1");
    assertThat(Display.number(1_234.5)).isEqualTo("1,234.5");
  }

  @Test
  void showsBytes() {
    assertThat(Display.bytes(512)).isEqualTo("512 B");
    assertThat(Display.bytes(1536)).isEqualTo("1.5 KiB");
    assertThat(Display.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
  }

  @Test
  void showsChangesWithTheirSign() {
    assertThat(Display.change(1_234.4, "messages")).isEqualTo("+1,234 messages");
    assertThat(Display.change(-0.5, "servers")).isEqualTo("-0.5 servers");
    assertThat(Display.change(9.999, "servers")).isEqualTo("+9.999 servers");
    assertThat(Display.change(-1_572_864, "bytes")).isEqualTo("-1.5 MiB");
    assertThat(Display.change(0, "")).isEqualTo("+0");
  }

  @Test
  void showsTheTwoLargestUnitsOfADuration() {
    assertThat(Display.duration(Duration.ofNanos(182_000_000))).isEqualTo("182ms");
    assertThat(Display.duration(Duration.ofMillis(2_500))).isEqualTo("2.5s");
    assertThat(Display.duration(Duration.ofSeconds(61))).isEqualTo("1m1s");
    assertThat(Display.duration(Duration.ofMinutes(65))).isEqualTo("1h5m");
    assertThat(Display.duration(Duration.ofHours(50))).isEqualTo("2d2h");
    assertThat(Display.duration(Duration.ofSeconds(-5))).isEqualTo("-5s");
    assertThat(Display.duration(Duration.ZERO)).isEqualTo("0ns");
  }
}
