// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectsTest extends AnySubjects {

  private static final List<String> LITERALS = literals(4);

  @ParameterizedTest
  @CsvSource({
    "orders.us, orders.us",
    "orders.>, orders.us.created",
    "a.*, a.b",
    "*.b, a.*",
    "a.>, *.b.c",
    ">, anything.at.all",
    ">, >",
    "a.>, a.*",
  })
  void overlap(String one, String other) {
    assertThat(Subjects.overlap(one, other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "orders.us, orders.eu",
    "orders, orders.us",
    "orders.>, orders",
    "a.*, a.b.c",
    "a.*.c, a.b.d",
    "ab, a",
    "a*, ab",
    "a.>b, a.x",
    "a.>.c, a.b.c",
    "'', ''",
    "'', >",
  })
  void doNotOverlap(String one, String other) {
    assertThat(Subjects.overlap(one, other)).isFalse();
  }

  @Test
  void endWhereTheirTokensEnd() {
    assertThat(Subjects.overlap("a.", "a")).isFalse();
    assertThat(Subjects.overlap("a..b", "a.*.b")).isTrue();
  }

  @Property
  void agreeWithTryingAllMessages(
      @ForAll("subjects") String one, @ForAll("subjects") String other) {
    boolean shared =
        LITERALS.stream().anyMatch(literal -> matches(literal, one) && matches(literal, other));

    assertThat(Subjects.overlap(one, other)).isEqualTo(shared);
  }

  @Property
  void overlapBothWays(@ForAll("subjects") String one, @ForAll("subjects") String other) {
    assertThat(Subjects.overlap(one, other)).isEqualTo(Subjects.overlap(other, one));
  }

  @Property
  void overlapThemselves(@ForAll("subjects") String subject) {
    assertThat(Subjects.overlap(subject, subject)).isTrue();
  }

  @Provide
  Arbitrary<String> subjects() {
    return anySubject();
  }

  /** What a server does with the subject of a message. */
  private static boolean matches(String literal, String pattern) {
    String[] have = literal.split("\\.");
    String[] want = pattern.split("\\.");
    for (int i = 0; i < want.length; i++) {
      if (want[i].equals(">")) {
        return have.length > i;
      }
      if (i >= have.length || !(want[i].equals("*") || want[i].equals(have[i]))) {
        return false;
      }
    }
    return have.length == want.length;
  }

  private static List<String> literals(int most) {
    List<String> all = new ArrayList<>();
    List<String> longest = List.of("a", "b");
    for (int length = 1; length <= most; length++) {
      all.addAll(longest);
      longest =
          longest.stream().flatMap(each -> List.of(each + ".a", each + ".b").stream()).toList();
    }
    return all;
  }
}
