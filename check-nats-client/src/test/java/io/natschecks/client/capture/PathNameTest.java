// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PathNameTest {

  private static final Pattern SAFE = Pattern.compile("(?!\\.)[A-Za-z0-9\\-_.$@+=,%]{1,100}");

  @Test
  void keepsOrdinaryNames() {
    assertThat(PathName.of("KV_shop-config.1")).isEqualTo("KV_shop-config.1");
    assertThat(PathName.of("$G")).isEqualTo("$G");
  }

  @Test
  void encodesWhatIsNoNameOfAFile() {
    assertThat(PathName.of("..")).isEqualTo("%2e.");
    assertThat(PathName.of("a/b\\c")).isEqualTo("a%2fb%5cc");
    assertThat(PathName.of("a\u0000\n")).isEqualTo("a%00%0a");
    assertThat(PathName.of("%2f")).isEqualTo("%252f");
    assertThat(PathName.of("")).isEqualTo("%");
  }

  @Test
  void shortensLongNamesAndKeepsThemApart() {
    assertThat(PathName.of("x".repeat(10_000))).isNotEqualTo(PathName.of("x".repeat(10_001)));
  }

  @Property
  void isAlwaysOnePartOfAPath(@ForAll String name) {
    assertThat(PathName.of(name)).matches(SAFE);
  }

  @Property
  void keepsNamesApart(@ForAll String one, @ForAll String other) {
    assertThat(PathName.of(one).equals(PathName.of(other))).isEqualTo(one.equals(other));
  }
}
