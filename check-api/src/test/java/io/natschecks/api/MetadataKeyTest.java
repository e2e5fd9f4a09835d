// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataKeyTest {

  private static final MetadataKey<Long> COUNT = MetadataKey.count("lag", "messages", "Most lag");
  private static final MetadataKey<Duration> TIME = MetadataKey.duration("seen", "Longest silence");
  private static final MetadataKey<Boolean> FLAG = MetadataKey.flag("enabled", "Switches it on");
  private static final List<MetadataKey<?>> KEYS = List.of(COUNT, TIME, FLAG);

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "100, 100",
    "+7, 7",
    "-3, -3",
    "007, 7",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808"
  })
  void readsWholeNumbers(String text, long value) {
    assertThat(COUNT.read(Map.of("lag", text))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "1.5",
        "1e3",
        "1_000",
        "1,000",
        "0x10",
        " 5",
        "5 ",
        "--5",
        "+",
        "٣",
        "9223372036854775808",
        "-9223372036854775809"
      })
  void readsNoOtherNumbers(String text) {
    assertThatThrownBy(() -> COUNT.read(Map.of("lag", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("its metadata says lag=" + text + ", which is no whole number");
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "10s, PT10S",
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    ".5s, PT0.5S",
    "1.s, PT1S",
    "100ms, PT0.1S",
    "5us, PT0.000005S",
    "5µs, PT0.000005S",
    "5\u03bcs, PT0.000005S",
    "7ns, PT0.000000007S",
    "1m, PT1M",
    "1M, PT720H",
    "1d, PT24H",
    "1D, PT24H",
    "0.01d, PT14M24S",
    "1w, PT168H",
    "1W, PT168H",
    "1y, PT8760H",
    "1Y, PT8760H",
    "1y1M1w1d1h1m1s1ms1us1ns, PT9673H1M1.001001001S",
    "-5m, PT-5M",
    "+5m, PT5M",
    "' 5m ', PT5M"
  })
  void readsDurationsAsTheNatsCommandDoes(String text, Duration value) {
    assertThat(TIME.read(Map.of("seen", text))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ten",
        "10",
        "2 minutes",
        "1h 30m",
        "s",
        "1.2.3s",
        "1h-30m",
        "--1h",
        "1H",
        "1S",
        "1min",
        "1e3s",
        "5m!",
        "!5m",
        "∞",
        "300y",
        "٣s",
        "9223372036854775808ns"
      })
  void readsNoOtherDurations(String text) {
    assertThatThrownBy(() -> TIME.read(Map.of("seen", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("its metadata says seen=" + text + ", which is no duration such as 30s or 1h");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "t", "T", "true", "TRUE", "True"})
  void readsAYes(String text) {
    assertThat(FLAG.read(Map.of("enabled", text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "f", "F", "false", "FALSE", "False"})
  void readsANo(String text) {
    assertThat(FLAG.read(Map.of("enabled", text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "no", "on", "tRUE", "true ", "2"})
  void readsNoOtherSwitches(String text) {
    assertThatThrownBy(() -> FLAG.read(Map.of("enabled", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("its metadata says enabled=" + text + ", which is no true or false");
  }

  @Test
  void readsNothingWhereTheKeyIsNot() {
    assertThat(COUNT.read(Map.of("other", "5"))).isNull();
    assertThat(COUNT.isIn(Map.of("other", "5"))).isFalse();
  }

  @Test
  void isInWhateverTheTextSays() {
    assertThat(COUNT.isIn(Map.of("lag", "x"))).isTrue();
  }

  @Test
  void shortensATextThatIsTooLongForAMessage() {
    assertThatThrownBy(() -> COUNT.read(Map.of("lag", "9".repeat(1_000_000))))
        .hasMessageStartingWith("its metadata says lag=999")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(120));
  }

  @Property
  void readsAnyWholeNumberThatItCouldHaveWritten(@ForAll long value) {
    assertThat(COUNT.read(Map.of("lag", Long.toString(value)))).isEqualTo(value);
  }

  @Property
  void addsUpTheParts(
      @ForAll @IntRange(max = 10_000) int days,
      @ForAll @IntRange(max = 100_000) int hours,
      @ForAll @IntRange(max = 1_000_000) int seconds,
      @ForAll @IntRange(max = 1_000_000_000) int nanos) {
    String text = days + "d" + hours + "h" + seconds + "s" + nanos + "ns";

    assertThat(TIME.read(Map.of("seen", text)))
        .isEqualTo(Duration.ofDays(days).plusHours(hours).plusSeconds(seconds).plusNanos(nanos));
  }

  @Property
  void readsDecimalsToTheNanosecond(
      @ForAll @IntRange(max = 1_000_000) int seconds,
      @ForAll @IntRange(max = 999_999_999) int nanos) {
    String text = String.format(java.util.Locale.ROOT, "%d.%09ds", seconds, nanos);

    assertThat(TIME.read(Map.of("seen", text))).isEqualTo(Duration.ofSeconds(seconds, nanos));
  }

  @Property
  void readsAnyTextOrSaysInShortThatItCannot(@ForAll @From("hostile") String text) {
    for (MetadataKey<?> key : KEYS) {
      try {
        assertThat((Object) key.read(Map.of(key.key(), text))).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage())
            .startsWith("its metadata says " + key.key())
            .hasSizeLessThan(150);
      }
    }
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(200),
        Arbitraries.strings().withChars("0123456789.+-smhdwMyYnuµ ").ofMaxLength(80),
        Arbitraries.strings()
            .withChars("9")
            .ofMinLength(60)
            .ofMaxLength(70)
            .map(text -> text + "h"));
  }

  @Test
  void takesTextsAsTheyStand() {
    MetadataKey<String> key = MetadataKey.text("data-class", "What the data is about");
    assertThat(key.read(Map.of("data-class", " Personal "))).isEqualTo(" Personal ");
    assertThat(key.read(Map.of("data-class", ""))).isEmpty();
    assertThat(key.read(Map.of())).isNull();
  }
}
