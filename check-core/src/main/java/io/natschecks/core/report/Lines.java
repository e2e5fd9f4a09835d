// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Severity;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lines of a terminal. What is passed in has been escaped. */
final class Lines {

  private static final String RED = "\u001b[1;31m";
  private static final String YELLOW = "\u001b[1;33m";
  private static final String GREEN = "\u001b[1;32m";
  private static final String BOLD = "\u001b[1m";
  private static final String RESET = "\u001b[0m";

  private static final int WORD_WIDTH = 10;

  private final Appendable out;
  private final boolean colored;
  private @Nullable IOException failure;

  Lines(Appendable out, boolean colored) {
    this.out = out;
    this.colored = colored;
  }

  void line(String... texts) {
    try {
      for (String text : texts) {
        out.append(text.stripTrailing()).append('\n');
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  String paint(Severity severity) {
    return switch (severity) {
      case CRITICAL -> paint(RED, severity.name());
      case WARNING -> paint(YELLOW, severity.name());
      case INFO -> paint(BOLD, severity.name());
    };
  }

  String paint(Health health) {
    return switch (health) {
      case CRITICAL -> paint(RED, health.name());
      case WARNING -> paint(YELLOW, health.name());
      case HEALTHY -> paint(GREEN, health.name());
      case UNKNOWN -> paint(BOLD, health.name());
    };
  }

  private String paint(String color, String word) {
    String shown = colored ? color + word + RESET : word;
    return shown + " ".repeat(WORD_WIDTH - word.length());
  }

  /** Lines are written from lambdas, which cannot throw. */
  void rethrow() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }
}
