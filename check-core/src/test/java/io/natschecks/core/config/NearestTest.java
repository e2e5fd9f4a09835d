// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  @ParameterizedTest
  @CsvSource({"abc, abc, 0", "abc, ABC, 0", "abc, ab, 1", "abc, xbc, 1", "kitten, sitting, 3"})
  void countsEdits(String left, String right, int distance) {
    assertThat(Nearest.distance(left, right)).isEqualTo(distance);
  }

  @Property
  void isSymmetricAndBoundedByTheLongerWord(
      @ForAll @AlphaChars @StringLength(max = 12) String left,
      @ForAll @AlphaChars @StringLength(max = 12) String right) {
    assertThat(Nearest.distance(left, right))
        .isEqualTo(Nearest.distance(right, left))
        .isBetween(0, Math.max(left.length(), right.length()));
  }

  @Test
  void prefersTheNearest() {
    assertThat(Nearest.hint("SERVER_0012", List.of("SERVER_099", "SERVER_001", "SERVER_012")))
        .isEqualTo("; did you mean SERVER_001?");
  }

  @Test
  void saysNothingIfNothingIsNear() {
    assertThat(Nearest.hint("elephant", List.of("only", "skip"))).isEmpty();
    assertThat(Nearest.hint("x", List.of())).isEmpty();
  }
}
