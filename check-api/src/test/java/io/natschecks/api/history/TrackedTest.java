// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackedTest {

  @Test
  void tellsPartsApartByTheirLength() {
    assertThat(Tracked.key("a:b", "")).isEqualTo("3:a:b0:");
    assertThat(Tracked.parts("3:a:b0:")).containsExactly("a:b", "");
    assertThat(Tracked.parts("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "3:ab", "-1:", ":", "2147483647:a", "99999999999:a", "1:ab"})
  void refusesWhatIsNoKey(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Tracked.parts(text));
  }

  @Property
  void givesBackAnyParts(@ForAll @Size(max = 5) List<String> parts) {
    assertThat(Tracked.parts(Tracked.key(parts.toArray(String[]::new)))).isEqualTo(parts);
  }
}
