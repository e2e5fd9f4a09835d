// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

  @ParameterizedTest
  @CsvSource({
    "ORDERS, ORDERS, true",
    "ORDERS, orders, false",
    "ORDERS_*, ORDERS_EU, true",
    "ORDERS_*, ORDERS_, true",
    "ORDERS_*, ORDERS, false",
    "*_EU, ORDERS_EU, true",
    "*, ORDERS, true",
    "*, acme.prod, false",
    "acme.*, acme.prod, true",
    "acme.*, acme.prod.eu, false",
    "acme.>, acme.prod.eu, true",
    "acme.>, acme, false",
    ">, acme.prod, true",
    "*.example.com, n1.example.com, true",
    "n*.*.com, n1.example.com, true",
    "a*a*a, aaa, true",
    "a*b*c, a1b2b3c, true",
    "a\\*, a*, true",
    "a\\*, ab, false",
    "\\>, >, true",
    "\\>, a, false",
    "a\\\\b, a\\b, true",
  })
  void matches(String pattern, String name, boolean matches) {
    assertThat(NamePattern.of("match", pattern).matches(name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({"''", "a>", ">.a", "a.>.b", "a\\"})
  void refusesWhatMakesNoSense(String pattern) {
    assertThatThrownBy(() -> NamePattern.of("match.stream", pattern))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("match.stream: \"" + pattern + "\" is not allowed; ");
  }

  @Property(tries = 5_000)
  void agreesWithANaiveModel(@ForAll("patterns") String pattern, @ForAll("names") String name) {
    assertThat(NamePattern.of("match", pattern).matches(name))
        .isEqualTo(tokenByToken(pattern.split("\\.", -1), name.split("\\.", -1)));
  }

  /** One regular expression a token, as the documentation says it. */
  private static boolean tokenByToken(String[] pattern, String[] name) {
    for (int i = 0; i < pattern.length; i++) {
      if (pattern[i].equals(">")) {
        return name.length > i;
      }
      if (i == name.length || !Pattern.matches(pattern[i].replace("*", ".*"), name[i])) {
        return false;
      }
    }
    return pattern.length == name.length;
  }

  @Property
  void anEscapedNameMatchesItselfOnly(@ForAll String name, @ForAll String other) {
    if (!name.isEmpty()) {
      NamePattern pattern = NamePattern.of("match", name.replaceAll("([\\\\*>])", "\\\\$1"));
      assertThat(pattern.matches(name)).isTrue();
      assertThat(pattern.matches(other)).isEqualTo(name.equals(other));
    }
  }

  @Property
  void isReadAgainFromItsText(@ForAll("patterns") String text, @ForAll("names") String name) {
    NamePattern pattern = NamePattern.of("match", text);
    assertThat(NamePattern.of("match", pattern.text(",=")).matches(name))
        .isEqualTo(pattern.matches(name));
    assertThat(NamePattern.of("match", pattern.text(",=")).text("")).isEqualTo(pattern.text(""));
  }

  @Test
  void longNamesTakeNoTime() {
    NamePattern pattern = NamePattern.of("match", "*a".repeat(50) + "*b");
    assertThat(pattern.matches("a".repeat(100_000))).isFalse();
  }

  @Provide
  Arbitrary<String> patterns() {
    Arbitrary<String> token = Arbitraries.strings().withChars("ab*").ofMaxLength(4);
    return token
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .flatMap(tokens -> Arbitraries.of("", ".>").map(end -> String.join(".", tokens) + end))
        .map(text -> text.isEmpty() ? ">" : text);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("ab.").ofMinLength(1).ofMaxLength(8);
  }
}
