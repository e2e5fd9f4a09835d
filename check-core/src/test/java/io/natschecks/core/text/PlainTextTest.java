// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "plain,plain",
        "Käse 数据 😀,Käse 数据 😀",
        "'a\nb\tc\r','a\\nb\\tc\\u000d'",
        "'\u001b[2J','\\u001b[2J'",
        "'\u202e\u2028\u00a0\ud800','\\u202e\\u2028\\u00a0\\ud800'",
      })
  void escapesWhatCannotBeShown(String text, String shown) {
    assertThat(PlainText.oneLine(text)).isEqualTo(shown);
  }

  @Test
  void cutsBetweenCharactersAndSaysSo() {
    assertThat(PlainText.oneLine("abcdef", 3)).isEqualTo("abc...");
    assertThat(PlainText.oneLine("ab😀def", 3)).isEqualTo("ab😀...");
    assertThat(PlainText.oneLine("abc", 3)).isEqualTo("abc");
  }

  @Property
  void neverGivesWhatCannotBeShown(@ForAll String text, @ForAll @IntRange(max = 50) int most) {
    String line = PlainText.oneLine(text, most);

    assertThat(line.codePoints()).allMatch(PlainText::isPrintable);
    assertThat(line.length()).isLessThanOrEqualTo(12 * most + 15);
  }
}
