// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.Display;
import java.time.Duration;

/** The ranges of the settings that hold for all checks. */
final class Bounds {

  private static final int MOST_FINDINGS = 1_000_000;

  private Bounds() {}

  /** A key as it stands below the prefix of properties, if there is one. */
  static String path(String root, String key) {
    return root.isEmpty() ? key : root + "." + key;
  }

  static Duration timeBudget(String root, Duration value) {
    return within(path(root, "timeBudget"), value, Duration.ofMillis(1), Duration.ofHours(1));
  }

  static Duration window(String root, Duration value) {
    return within(path(root, "window"), value, Duration.ofSeconds(1), Duration.ofDays(366));
  }

  static int maxFindings(String root, long value) {
    if (value < 1 || value > MOST_FINDINGS) {
      throw new ConfigException(
          path(root, "maxFindings")
              + ": "
              + value
              + " is not allowed; a whole number from 1 to 1,000,000");
    }
    return (int) value;
  }

  /** Counts in milliseconds, as its JSON does. */
  private static Duration within(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new ConfigException(
          key
              + ": "
              + Display.duration(value)
              + " is not allowed; a duration from "
              + Display.duration(least)
              + " to "
              + Display.duration(most));
    }
    return Duration.ofMillis(value.toMillis());
  }
}
