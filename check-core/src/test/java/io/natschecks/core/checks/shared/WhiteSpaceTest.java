// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhiteSpaceTest {

  @ParameterizedTest
  @ValueSource(strings = {"a b", " ab", "ab ", "a\tb", "a\nb", "a\fb", "a\rb"})
  void findsItAnywhere(String name) {
    assertThat(WhiteSpace.isIn(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "a-b", "a\u00a0b", "a\u2003b", "a\u000bb", "a\u0085b"})
  void doesNotCountAnyOther(String name) {
    assertThat(WhiteSpace.isIn(name)).isFalse();
  }

  @Property
  void aNameThatIsShownHasNone(@ForAll String name) {
    assertThat(WhiteSpace.isIn(WhiteSpace.shown(name))).isFalse();
  }

  @Property
  void aNameWithoutAnyIsShownAsItIs(@ForAll @CharRange(from = '!', to = '~') String name) {
    assertThat(WhiteSpace.shown(name)).isEqualTo('"' + name + '"');
  }

  @Test
  void showsEachKind() {
    assertThat(WhiteSpace.shown(" \t\n\f\r")).isEqualTo("\"\u2423\\t\\n\\f\\r\"");
  }
}
