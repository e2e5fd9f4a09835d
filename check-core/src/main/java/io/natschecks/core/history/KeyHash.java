// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import java.security.SecureRandom;

/**
 * Hashes keys to 64 bits: SipHash-2-4 over their UTF-16 text. Names come from tenants, and without
 * the secret nobody can choose two that collide; by chance one pair in a million keys does with a
 * probability of 3 in 100 million.
 *
 * @param low one half of the secret
 * @param high the other half
 */
record KeyHash(long low, long high) {

  /** A hash with a secret of its own. */
  static KeyHash random() {
    SecureRandom random = new SecureRandom();
    return new KeyHash(random.nextLong(), random.nextLong());
  }

  /** Hashes a key. */
  long of(String key) {
    State state = new State(low, high);
    int length = key.length();
    int whole = length & ~3;
    for (int i = 0; i < whole; i += 4) {
      state.take(word(key, i, 4));
    }
    state.take(word(key, whole, length - whole) | (2L * length) << 56);
    return state.end();
  }

  private static long word(String key, int from, int chars) {
    long word = 0;
    for (int i = 0; i < chars; i++) {
      word |= (long) key.charAt(from + i) << (16 * i);
    }
    return word;
  }

  private static final class State {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long low, long high) {
      v0 = low ^ 0x736f6d6570736575L;
      v1 = high ^ 0x646f72616e646f6dL;
      v2 = low ^ 0x6c7967656e657261L;
      v3 = high ^ 0x7465646279746573L;
    }

    void take(long word) {
      v3 ^= word;
      rounds(2);
      v0 ^= word;
    }

    long end() {
      v2 ^= 0xff;
      rounds(4);
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void rounds(int count) {
      for (int i = 0; i < count; i++) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
      }
    }
  }
}
