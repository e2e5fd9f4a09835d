// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class InternerTest {

  private final Interner interner = new Interner();

  private String text(String value) {
    return interner.text(("x" + value).toCharArray(), 1, value.length());
  }

  @Test
  void sharesEqualTexts() {
    assertThat(text("ACME")).isEqualTo("ACME").isSameAs(text("ACME"));
  }

  @Test
  void sharesEqualValues() {
    Origin first = interner.share(new Origin("a", "b", null, Texts.AT));
    assertThat(interner.share(new Origin("a", "b", null, Texts.AT))).isSameAs(first);
  }

  @Property(tries = 50)
  void neverMixesTexts(@ForAll String one, @ForAll String other) {
    assertThat(text(one)).isEqualTo(one);
    assertThat(text(other)).isEqualTo(other);
    assertThat(text(one)).isEqualTo(one);
  }

  @Test
  void tellsClashingTextsApart() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    assertThat(text("Aa")).isEqualTo("Aa");
    assertThat(text("BB")).isEqualTo("BB");
    assertThat(text("Aa")).isEqualTo("Aa");
  }
}
