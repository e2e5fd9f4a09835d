// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoTimeTest {

  private static Instant parse(String text) {
    char[] padded = ("xx" + text + "yy").toCharArray();
    return GoTime.parse(padded, 2, text.length());
  }

  @Property(tries = 500)
  void readsEveryTimeAsTheJdkDoes(
      @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_214_400L) long second,
      @ForAll @IntRange(min = 0, max = 999_999_999) int nano,
      @ForAll @IntRange(min = -1079, max = 1079) int zoneMinutes) {
    Instant time = Instant.ofEpochSecond(second, nano);
    OffsetDateTime there = time.atOffset(ZoneOffset.ofTotalSeconds(zoneMinutes * 60));
    if (there.getYear() < 0 || there.getYear() > 9999) {
      return;
    }
    String text =
        String.format(
            "%04d-%02d-%02dT%02d:%02d:%02d.%09d%s",
            there.getYear(),
            there.getMonthValue(),
            there.getDayOfMonth(),
            there.getHour(),
            there.getMinute(),
            there.getSecond(),
            nano,
            there.getOffset().getId());
    assertThat(parse(text)).isEqualTo(time);
  }

  @Test
  void readsAnyNumberOfFractionDigits() {
    assertThat(parse("2026-11-21T04:00:25Z")).isEqualTo("2026-11-21T04:00:25Z");
    assertThat(parse("2026-11-21T04:00:25.5Z")).isEqualTo("2026-11-21T04:00:25.500Z");
    assertThat(parse("2026-11-21T04:00:25.1234567891Z"))
        .isEqualTo("2026-11-21T04:00:25.123456789Z");
    assertThat(parse("2026-11-21T09:30:25.25+05:30")).isEqualTo("2026-11-21T04:00:25.250Z");
    assertThat(parse("0001-01-01T00:00:00Z")).isEqualTo("0001-01-01T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-11-21",
        "2026-11-21T04:00:25",
        "2026-13-21T04:00:25Z",
        "2026-11-21T24:00:25Z",
        "2026-11-21T04:00:25.Z",
        "2026-11-21T04:00:25+0530",
        "2026-11-21 04:00:25Z",
        "2026-11-2xT04:00:25Z"
      })
  void refusesEverythingElse(String text) {
    assertThat(parse(text)).isNull();
  }

  @Property(tries = 300)
  void neverThrows(@ForAll String text) {
    assertThat(parse(text)).isNull();
  }
}
