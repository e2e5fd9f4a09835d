// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  @Test
  void tellsWhatIsGoneFromWhatIsNew() {
    Difference difference = Difference.of(Set.of("a", "b"), Set.of("b", "c", "d"));

    assertThat(difference.gone()).containsExactly("a");
    assertThat(difference.added()).containsExactly("c", "d");
  }

  @Property
  void leadsFromTheFirstSetToTheSecond(
      @ForAll Set<@IntRange(max = 9) Integer> first,
      @ForAll Set<@IntRange(max = 9) Integer> second) {
    Set<String> before = names(first);
    Set<String> now = names(second);
    Difference difference = Difference.of(before, now);

    Set<String> led = new TreeSet<>(before);
    led.removeAll(difference.gone());
    led.addAll(difference.added());
    assertThat(led).isEqualTo(now);
    assertThat(difference.gone()).noneMatch(difference.added()::contains);
  }

  @Property
  void isEmptyForEqualSets(@ForAll Set<@IntRange(max = 9) Integer> numbers) {
    Difference difference = Difference.of(names(numbers), names(numbers));

    assertThat(difference.gone()).isEmpty();
    assertThat(difference.added()).isEmpty();
  }

  private static Set<String> names(Set<Integer> numbers) {
    Set<String> names = new TreeSet<>();
    numbers.forEach(number -> names.add("n" + number));
    return names;
  }
}
