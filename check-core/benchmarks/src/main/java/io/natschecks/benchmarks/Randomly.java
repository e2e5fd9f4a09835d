// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.benchmarks;

import java.time.Duration;
import java.util.Random;

/** Values that vary from one entity to the next. */
final class Randomly {

  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String BASE_62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Randomly() {}

  /** Gives a random generator of one thing, however many others there are. */
  static Random of(long seed, long thing) {
    return new Random(seed * 0x9E3779B97F4A7C15L + thing * 0xC2B2AE3D27D4EB4FL);
  }

  /** Gives a public key as servers, accounts and users have. */
  static String key(Random random, char kind) {
    return kind + text(random, BASE_32, 55);
  }

  /** Gives a name as clients and servers make them up. */
  static String name(Random random, int length) {
    return text(random, BASE_62, length);
  }

  /** Gives a time before the answer, to the nanosecond, as servers write it. */
  static String timeWithin(Random random, Duration before) {
    return MonitoringAnswers.NOW.minusNanos(1 + random.nextLong(before.toNanos())).toString();
  }

  private static String text(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
