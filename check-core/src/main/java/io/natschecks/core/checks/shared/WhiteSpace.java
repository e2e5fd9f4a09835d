// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.FindingBuilder;

/**
 * White space in names, which people do not see and servers compare. Only that of ASCII counts:
 * space, tab, line feed, form feed and carriage return.
 */
public final class WhiteSpace {

  /** What the runbooks of all checks that look for it say of its limits. */
  public static final String LIMIT =
      "Only white space of ASCII counts; other blanks, such as U+00A0, do not.";

  private WhiteSpace() {}

  /**
   * Says whether a name holds any.
   *
   * @param name the name
   * @return true if it does, at its ends or within
   */
  public static boolean isIn(String name) {
    return name.chars().anyMatch(WhiteSpace::isWhiteSpace);
  }

  private static boolean isWhiteSpace(int character) {
    return switch (character) {
      case ' ', '\t', '\n', '\f', '\r' -> true;
      default -> false;
    };
  }

  /**
   * Shows a name so that its white space can be seen.
   *
   * @param name the name
   * @return the name in quotes, with a symbol for each space and an escape for the rest
   */
  public static String shown(String name) {
    StringBuilder shown = new StringBuilder("\"");
    name.chars()
        .forEach(
            character -> {
              switch (character) {
                case ' ' -> shown.append('\u2423');
                case '\t' -> shown.append("\\t");
                case '\n' -> shown.append("\\n");
                case '\f' -> shown.append("\\f");
                case '\r' -> shown.append("\\r");
                default -> shown.append((char) character);
              }
            });
    return shown.append('"').toString();
  }

  /**
   * Adds a name that should hold none to the evidence of a finding.
   *
   * @param finding the finding
   * @param what what bears the name
   * @param name the name
   * @return the finding
   */
  public static FindingBuilder describe(FindingBuilder finding, String what, String name) {
    return finding.observed(what, shown(name)).limit("allowed", "no white space");
  }
}
