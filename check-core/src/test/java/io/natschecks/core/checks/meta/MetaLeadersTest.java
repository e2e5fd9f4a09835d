// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetaLeadersTest {

  @Test
  void theHashOfANameNeverChanges() {
    assertThat(MetaLeaders.hash("n1")).isEqualTo(MetaLeaders.hash("n" + 1));
    assertThat(MetaLeaders.hash("")).isEqualTo(0xcbf29ce484222325L);
    assertThat(MetaLeaders.hash("a")).isEqualTo(0xaf63dc4c8601ec8cL);
  }

  @Test
  void namesOfManyServersHaveDifferentHashes() {
    Set<Long> hashes = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      hashes.add(MetaLeaders.hash("nats-" + i));
    }

    assertThat(hashes).hasSize(100_000);
  }
}
