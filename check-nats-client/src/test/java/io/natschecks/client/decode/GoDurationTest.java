// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  private static long parse(String text) {
    char[] padded = ("xx" + text + "yy").toCharArray();
    return GoDuration.parse(padded, 2, text.length());
  }

  @ParameterizedTest
  @CsvSource({
    "0s, PT0S",
    "0, PT0S",
    "15ns, PT0.000000015S",
    "182µs, PT0.000182S",
    "182μs, PT0.000182S",
    "182us, PT0.000182S",
    "1.033663ms, PT0.001033663S",
    "844.43009ms, PT0.84443009S",
    "1m2.5s, PT1M2.5S",
    "2h45m30.5s, PT2H45M30.5S",
    "1y2d3h4m5s, PT8811H4M5S",
    "-1.5s, PT-1.5S"
  })
  void readsWhatServersWrite(String text, Duration expected) {
    assertThat(parse(text)).isEqualTo(expected.toNanos());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "s", "5", "5x", "1.2", "ms", "1h-2m", "99999999999999999999y"})
  void refusesEverythingElse(String text) {
    assertThat(parse(text)).isEqualTo(GoDuration.MALFORMED);
  }

  @Property(tries = 300)
  void keepsEveryNanosecondOfASecond(@ForAll @LongRange(min = 0, max = 999_999_999) long nanos) {
    assertThat(parse(String.format("1.%09ds", nanos))).isEqualTo(1_000_000_000 + nanos);
  }

  @Property(tries = 300)
  void neverThrows(@ForAll String text) {
    assertThat(parse(text)).isGreaterThanOrEqualTo(GoDuration.MALFORMED);
  }

  @Test
  void readsTheLongestOfAll() {
    assertThat(parse("292y")).isPositive();
    assertThat(parse("293y")).isEqualTo(GoDuration.MALFORMED);
  }
}
