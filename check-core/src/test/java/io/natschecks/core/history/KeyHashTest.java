// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyHashTest {

  /** The published vectors: bytes 0, 1, 2 … under the secret 0, 1, … 15. */
  @ParameterizedTest
  @CsvSource({
    "0, 726fdb47dd0e0e31",
    "2, 0d6c8009d9a94f5a",
    "4, cf2794e0277187b7",
    "6, cbc9466e58fee3ce",
    "8, 93f5f5799a932462",
  })
  void isSipHash(int bytes, String expected) {
    KeyHash hash = new KeyHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < bytes; i += 2) {
      key.append((char) (i | (i + 1) << 8));
    }

    assertThat(Long.toHexString(hash.of(key.toString())))
        .isEqualTo(expected.replaceFirst("^0+", ""));
  }

  @Test
  void keysThatDifferInOneCharacterHaveDifferentHashes() {
    KeyHash hash = KeyHash.random();
    Set<Long> hashes = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      hashes.add(hash.of("2:$G6:ORDERS" + i));
    }

    assertThat(hashes).hasSize(100_000);
  }

  @Test
  void withoutTheSecretNobodyKnowsAHash() {
    assertThat(KeyHash.random().of("ORDERS")).isNotEqualTo(KeyHash.random().of("ORDERS"));
  }
}
