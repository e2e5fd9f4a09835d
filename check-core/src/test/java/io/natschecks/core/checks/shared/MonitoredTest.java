// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Gap;
import io.natschecks.api.MetadataKey;
import io.natschecks.core.FakeCheck;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitoredTest {

  private static final String SWITCH = "io.nats.monitor.enabled";
  private static final MetadataKey<Long> LAG = MetadataKey.count("lag", "messages", "Most lag");
  private static final MetadataKey<Duration> SEEN = MetadataKey.duration("seen", "Longest silence");
  private static final MetadataKey<Boolean> PINNED = MetadataKey.flag("pinned", "Wants a pin");

  @ParameterizedTest
  @ValueSource(strings = {"1", "t", "T", "true", "TRUE", "True"})
  void readsThresholdsWhereMonitoringIsOn(String on) {
    List<Gap> gaps =
        judge(
            Map.of(SWITCH, on, "lag", "100", "seen", "2m", "pinned", "true"),
            monitored -> {
              assertThat(monitored.count(LAG)).isEqualTo(100);
              assertThat(monitored.duration(SEEN)).isEqualTo(Duration.ofMinutes(2));
              assertThat(monitored.flag(PINNED)).isTrue();
            });

    assertThat(gaps).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "f", "F", "false", "FALSE", "False"})
  void readsNothingWhereMonitoringIsOff(String off) {
    List<Gap> gaps =
        judge(
            Map.of(SWITCH, off, "lag", "100", "seen", "rubbish", "pinned", "true"),
            MonitoredTest::hasNothing);

    assertThat(gaps).isEmpty();
  }

  @Test
  void readsNothingWithoutTheSwitch() {
    assertThat(judge(Map.of("lag", "100", "seen", "rubbish"), MonitoredTest::hasNothing)).isEmpty();
  }

  @Test
  void listsASwitchThatCannotBeReadOnceHoweverManyThresholdsAreAskedFor() {
    List<Gap> gaps =
        judge(Map.of(SWITCH, "yes", "lag", "100", "seen", "2m"), MonitoredTest::hasNothing);

    assertThat(gaps)
        .extracting(Gap::detail)
        .containsExactly("its metadata says " + SWITCH + "=yes, which is no true or false");
  }

  @Test
  void listsAThresholdThatCannotBeReadAndStillReadsTheOthers() {
    List<Gap> gaps =
        judge(
            Map.of(SWITCH, "true", "lag", "many", "seen", "2m"),
            monitored -> {
              assertThat(monitored.count(LAG)).isNull();
              assertThat(monitored.duration(SEEN)).isEqualTo(Duration.ofMinutes(2));
            });

    assertThat(gaps)
        .extracting(Gap::detail)
        .containsExactly("its metadata says lag=many, which is no whole number");
  }

  @Test
  void isInWithSwitchAndAnyOfTheKeys() {
    assertThat(Monitored.isIn(Map.of(SWITCH, "true", "lag", "1"), SEEN, LAG)).isTrue();
    assertThat(Monitored.isIn(Map.of(SWITCH, "rubbish", "lag", "rubbish"), LAG)).isTrue();
  }

  @Test
  void isNotInWithoutTheSwitchOrWithoutAKey() {
    assertThat(Monitored.isIn(Map.of("lag", "1"), LAG)).isFalse();
    assertThat(Monitored.isIn(Map.of(SWITCH, "true"), LAG, SEEN)).isFalse();
    assertThat(Monitored.isIn(Map.of(), LAG)).isFalse();
  }

  @Property(tries = 50)
  void takesAThresholdOfZeroOrLessForNone(
      @ForAll @LongRange(min = Long.MIN_VALUE, max = 0) long no) {
    List<Gap> gaps =
        judge(
            Map.of(
                SWITCH, "true", "lag", Long.toString(no), "seen", Math.max(no, -1_000_000) + "ms"),
            MonitoredTest::hasNothing);

    assertThat(gaps).isEmpty();
  }

  @Property(tries = 200)
  void neverThrowsAndNeverPassesOverWhatItCannotRead(
      @ForAll @StringLength(max = 80) String on, @ForAll @StringLength(max = 80) String lag) {
    Map<String, String> metadata = new HashMap<>(Map.of(SWITCH, on, "lag", lag));
    List<Gap> gaps = judge(metadata, monitored -> monitored.count(LAG));

    assertThat(gaps).hasSize(isSwitch(on) && (isOff(on) || isNumber(lag)) ? 0 : 1);
  }

  private static void hasNothing(Monitored monitored) {
    assertThat(monitored.count(LAG)).isNull();
    assertThat(monitored.duration(SEEN)).isNull();
    assertThat(monitored.flag(PINNED)).isFalse();
  }

  private static boolean isSwitch(String text) {
    return isOff(text) || List.of("1", "t", "T", "true", "TRUE", "True").contains(text);
  }

  private static boolean isOff(String text) {
    return List.of("0", "f", "F", "false", "FALSE", "False").contains(text);
  }

  private static boolean isNumber(String text) {
    return text.matches("[+-]?[0-9]{1,18}");
  }

  /** The gaps that are recorded while thresholds of one stream are read. */
  private static List<Gap> judge(Map<String, String> metadata, Consumer<Monitored> reading) {
    CheckDescriptor descriptor = FakeCheck.describe("FAKE_001").build();
    CheckResult result =
        CheckContext.builder(descriptor, Deployments.healthy().snapshot())
            .build()
            .streams()
            .where(stream -> stream.id().name().equals("ORDERS"))
            .judge((stream, verdict) -> reading.accept(new Monitored(metadata, verdict)));
    return result.gaps();
  }
}
