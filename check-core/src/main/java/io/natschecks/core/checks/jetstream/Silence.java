// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.MetadataKey;
import io.natschecks.core.checks.shared.Seconds;
import java.time.Duration;

/**
 * How long nothing was heard.
 *
 * @param length the silence
 * @param allowed the longest that is allowed
 */
record Silence(Duration length, Duration allowed) {

  boolean isTooLong() {
    return length.compareTo(allowed) > 0;
  }

  /** Adds the silence and its bound to the evidence of a finding. */
  FindingBuilder describe(FindingBuilder finding) {
    return finding
        .observed("silent", Seconds.of(length), "seconds")
        .limit("threshold", Seconds.of(allowed), "seconds");
  }

  /** The silence and its bound for people. */
  String text(MetadataKey<Duration> key) {
    return Display.duration(length) + " (" + key + " is " + Display.duration(allowed) + ")";
  }
}
