// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterTest {

  private static final Parameter<Double> PERCENT =
      Parameter.number("warn_percent", "percent")
          .describedAs("Share")
          .firesFrom()
          .between(0, 100)
          .defaultValue(90.0);
  private static final Parameter<Long> COUNT =
      Parameter.count("max_count", "things").describedAs("Count").firesAbove().defaultValue(5L);
  private static final Parameter<Map<String, Long>> LIMITS =
      Parameter.countsByName("limits", "connections").describedAs("Limits").defaultValue(Map.of());

  @Test
  void readsNumbersAndTextsThatHoldThem() {
    assertThat(PERCENT.read(80)).isEqualTo(80.0);
    assertThat(PERCENT.read("99.5")).isEqualTo(99.5);
    assertThat(COUNT.read(7.0)).isEqualTo(7L);
    assertThat(COUNT.read("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(LIMITS.read(Map.of("ACME", 40))).isEqualTo(Map.of("ACME", 40L));
  }

  @Test
  void namesKeyValueAndWhatIsAllowed() {
    assertThatThrownBy(() -> PERCENT.read(120))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("warn_percent: 120 is not allowed; a number from 0 to 100");
    assertThatThrownBy(() -> COUNT.read("many"))
        .hasMessage("max_count: many is not allowed; a whole number from 0");
  }

  @Test
  void refusesWhatIsNoNumber() {
    for (Object odd :
        Arrays.asList(null, "", "NaN", "Infinity", "1e999999999", true, List.of(1), Map.of())) {
      assertThatThrownBy(() -> PERCENT.read(odd)).as(String.valueOf(odd)).isNotNull();
      assertThatThrownBy(() -> COUNT.read(odd)).as(String.valueOf(odd)).isNotNull();
    }
    assertThatThrownBy(() -> COUNT.read(1.5)).isNotNull();
    assertThatThrownBy(() -> COUNT.read(-1)).isNotNull();
    assertThatThrownBy(() -> LIMITS.read(Map.of("ACME", -1))).isNotNull();
    assertThatThrownBy(() -> LIMITS.read(Map.of("ACME", "x"))).isNotNull();
  }

  @Test
  void readsSwitches() {
    Parameter<Boolean> flag = Parameter.flag("literal").describedAs("x").defaultValue(false);

    assertThat(flag.read(true)).isTrue();
    assertThat(flag.read("False")).isFalse();
    assertThatThrownBy(() -> flag.read("yes"))
        .hasMessage("literal: yes is not allowed; true or false");
  }

  @Test
  void readsTexts() {
    Parameter<List<String>> texts =
        Parameter.texts("ignored").describedAs("x").defaultValue(List.of());

    assertThat(texts.read(List.of("Client Closed", " Kicked ")))
        .containsExactly("Client Closed", "Kicked");
    assertThat(texts.read("Client Closed, Kicked")).containsExactly("Client Closed", "Kicked");
    assertThat(texts.read(List.of())).isEmpty();
    assertThat(texts.read(" ")).isEmpty();
    for (Object odd : Arrays.asList(null, 1, true, Map.of(), List.of(1), List.of(""), "a,,b")) {
      assertThatThrownBy(() -> texts.read(odd)).as(String.valueOf(odd)).isNotNull();
    }
    assertThatThrownBy(() -> texts.read(List.of(" ")))
        .hasMessage("ignored: [ ] is not allowed; texts such as [\"Client Closed\"]");
  }

  @Test
  void refusesADefaultThatIsNotAllowed() {
    assertThatThrownBy(
            () ->
                Parameter.number("p", "percent")
                    .describedAs("x")
                    .between(0, 100)
                    .defaultValue(101.0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
