// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.api.Severity;
import io.natschecks.core.report.Health;
import org.jspecify.annotations.Nullable;

/** What is said of something by a color and, since colors are not all, by a shape and a word. */
enum Sign {
  /** Ordered from the best to the worst. */
  NONE("no finding"),
  INFO("info"),
  WARNING("warning"),
  SILENT("silent"),
  CRITICAL("critical");

  private final String word;

  Sign(String word) {
    this.word = word;
  }

  static Sign of(@Nullable Severity severity) {
    return severity == null ? NONE : valueOf(severity.name());
  }

  static Sign of(Health health) {
    return switch (health) {
      case CRITICAL -> CRITICAL;
      case WARNING -> WARNING;
      case HEALTHY -> NONE;
      case UNKNOWN -> SILENT;
    };
  }

  String word() {
    return word;
  }

  /** Name of its class in the style sheet. */
  String style() {
    return Text.token(this);
  }

  /** Link to its shape. */
  String href() {
    return "#sign-" + style();
  }

  Sign worse(Sign other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
