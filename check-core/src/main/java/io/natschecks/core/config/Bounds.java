// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.Display;
import java.time.Duration;

/** The ranges of the settings that hold for all checks. */
final class Bounds {

  private static final int MOST_FINDINGS = 1_000_000;

  private Bounds() {}

  static Duration timeBudget(Duration value) {
    return within("timeBudget", value, Duration.ofMillis(1), Duration.ofHours(1));
  }

  static Duration window(Duration value) {
    return within("window", value, Duration.ofSeconds(1), Duration.ofDays(366));
  }

  static int maxFindings(long value) {
    if (value < 1 || value > MOST_FINDINGS) {
      throw new ConfigException(
          "maxFindings: " + value + " is not allowed; a whole number from 1 to 1,000,000");
    }
    return (int) value;
  }

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
    return value;
  }
}
