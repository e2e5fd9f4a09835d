// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import io.natschecks.api.Display;
import io.natschecks.core.config.ConfigException;
import java.time.Duration;

/** Checks lengths of time that are configured. */
final class Durations {

  private Durations() {}

  static Duration positive(String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new ConfigException(
          key + ": is longer than zero, such as 30s, not " + Display.duration(value));
    }
    return value;
  }
}
