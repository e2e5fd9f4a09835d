// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class JsonTest {

  /** Reads the field x and gives the fault that stays. */
  private static String faultOf(String text, Consumer<Json> read) {
    Json json = Texts.json(text);
    for (String field = json.enter(); field != null; field = json.next()) {
      if (field.equals("x")) {
        read.accept(json);
      } else {
        json.skip();
      }
    }
    return json.takeFault();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'1'", "1.5", "true", "null", "{}", "[1]", "-1", "18446744073709551615"})
  void namesTheFieldThatHoldsNoCount(String value) {
    assertThat(faultOf("{'a':{'b':[1]},'x':" + value + ",'z':1}", Json::count)).isEqualTo("x");
  }

  @Test
  void takesLargeCountsExactly() {
    assertThat(
            faultOf(
                "{'x':9007199254740993}", j -> assertThat(j.count()).isEqualTo(9007199254740993L)))
        .isNull();
    assertThat(faultOf("{'x':18446744073709551615}", j -> assertThat(j.unsigned()).isEqualTo(-1)))
        .isNull();
    assertThat(faultOf("{'x':18446744073709551616}", Json::unsigned)).isEqualTo("x");
  }

  @Test
  void refusesCountsThatNoIntHolds() {
    assertThat(faultOf("{'x':2147483648}", Json::size)).isEqualTo("x");
  }

  @Test
  void takesNullsForAbsentTextsListsAndObjects() {
    assertThat(faultOf("{'x':null}", Json::text)).isNull();
    assertThat(faultOf("{'x':null}", Json::texts)).isNull();
    assertThat(faultOf("{'x':null}", Json::textMap)).isNull();
    assertThat(faultOf("{'x':null}", Json::time)).isNull();
  }

  @Test
  void takesZeroTimesForNone() {
    assertThat(faultOf("{'x':'0001-01-01T00:00:00Z'}", j -> assertThat(j.time()).isNull()))
        .isNull();
    assertThat(faultOf("{'x':'1970-01-01T00:00:00Z'}", j -> assertThat(j.time()).isNull()))
        .isNull();
    assertThat(faultOf("{'x':'soon'}", Json::time)).isEqualTo("x");
  }

  @Test
  void roundsUpWhatManyShare() {
    assertThat(faultOf("{'x':0}", j -> assertThat(j.roughNanos()).isZero())).isNull();
    assertThat(faultOf("{'x':1}", j -> assertThat(j.roughNanos()).hasMillis(1))).isNull();
    assertThat(faultOf("{'x':1000000}", j -> assertThat(j.roughNanos()).hasMillis(1))).isNull();
    assertThat(faultOf("{'x':1000001}", j -> assertThat(j.roughNanos()).hasMillis(2))).isNull();
    assertThat(faultOf("{'x':-1}", j -> assertThat(j.roughNanos()).isNull())).isNull();
    assertThat(
            faultOf(
                "{'x':'2026-01-01T00:00:00.123000001Z'}",
                j -> assertThat(j.roughTime()).isEqualTo("2026-01-01T00:00:00.124Z")))
        .isNull();
    assertThat(
            faultOf(
                "{'x':'2026-01-01T00:00:00.123Z'}",
                j -> assertThat(j.roughTime()).isEqualTo("2026-01-01T00:00:00.123Z")))
        .isNull();
    assertThat(faultOf("{'x':'0001-01-01T00:00:00Z'}", j -> assertThat(j.roughTime()).isNull()))
        .isNull();
  }

  @Test
  void keepsTheLastOfTextsWithTheSameName() {
    assertThat(faultOf("{'x':{'a':'1','b':null,'a':'2'}}", JsonTest::assertTexts)).isNull();
  }

  private static void assertTexts(Json json) {
    assertThat(json.textMap()).containsOnly(entry("a", "2"), entry("b", ""));
  }

  @Test
  void leavesOutWrongElementsAndNothingElse() {
    Drops drops = new Drops();
    Json json = Texts.json("{'x':[{'n':1},{'n':'2'},3,{'n':4}],'y':5}");
    json.enter();
    List<Long> numbers =
        json.list(
            drops,
            () -> {
              long number = -1;
              for (String field = json.enter(); field != null; field = json.next()) {
                number = json.count();
              }
              return number;
            });
    assertThat(numbers).containsExactly(1L, 4L);
    assertThat(drops.count()).isEqualTo(2);
    assertThat(drops.detail()).isEqualTo("2 left out, element cannot be read");
    assertThat(json.isFaulty()).isFalse();
    assertThat(json.next()).isEqualTo("y");
    assertThat(json.count()).isEqualTo(5);
  }

  @Test
  void keepsTheFaultOfWhatIsAroundAList() {
    Drops drops = new Drops();
    assertThat(
            faultOf(
                "{'y':1,'x':[]}",
                j -> {
                  j.fault("before");
                  j.list(drops, () -> null);
                }))
        .isEqualTo("before");
    assertThat(drops.isEmpty()).isTrue();
  }

  @Test
  void stopsAtTooDeepNesting() {
    String deep = "{'x':" + "[".repeat(200) + "]".repeat(200) + "}";
    assertThatThrownBy(() -> faultOf(deep, Json::skip)).isInstanceOf(JacksonException.class);
  }

  @Test
  void stopsAtTooLongNumbers() {
    String text = "{'x':" + "9".repeat(1000) + "}";
    assertThatThrownBy(() -> faultOf(text, Json::unsigned)).isInstanceOf(JacksonException.class);
  }
}
