// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import java.time.Duration;

/**
 * A test. Its texts have been escaped but for what XML needs.
 *
 * @param className groups tests; dots part its levels
 * @param name what a build server shows
 * @param time how long it took
 * @param outcome how it went
 * @param type what it failed with, for machines
 * @param message one line on how it went; empty if it passed
 * @param body all there is to say about that, in lines
 * @param output what else is worth knowing, in lines
 */
record JUnitCase(
    String className,
    String name,
    Duration time,
    Outcome outcome,
    String type,
    String message,
    String body,
    String output) {

  /** How a test went, with the name of the element that says so. */
  enum Outcome {
    PASSED(""),
    FAILED("failure"),
    SKIPPED("skipped"),
    ERRORED("error");

    private final String element;

    Outcome(String element) {
      this.element = element;
    }

    String element() {
      return element;
    }
  }
}
