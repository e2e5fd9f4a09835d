// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.text;

import java.util.Locale;

/**
 * Shows any text on one line of a terminal or a log. What would move the cursor, break the line,
 * turn the direction of writing or hide itself is written as an escape such as \u001b.
 */
public final class PlainText {

  /** What is shown of a text unless told otherwise. */
  public static final int MOST = 500;

  private static final String ELLIPSIS = "...";

  private PlainText() {}

  /**
   * Escapes a text and bounds its length.
   *
   * @param text any text
   * @return one line of not much more than {@value #MOST} characters
   */
  public static String oneLine(String text) {
    return oneLine(text, MOST);
  }

  /**
   * Escapes a text and bounds its length.
   *
   * @param text any text
   * @param most how many characters of it are shown
   * @return one line
   */
  public static String oneLine(String text, int most) {
    if (text.length() <= most && text.chars().allMatch(PlainText::isPrintableAscii)) {
      return text;
    }
    StringBuilder line = new StringBuilder(Math.min(text.length(), most) + 16);
    int next = 0;
    while (next < text.length() && next < most) {
      int codePoint = text.codePointAt(next);
      append(line, codePoint);
      next += Character.charCount(codePoint);
    }
    return next < text.length() ? line.append(ELLIPSIS).toString() : line.toString();
  }

  /**
   * Says whether a character can be shown as it is.
   *
   * @param codePoint the character
   * @return false for controls, formats such as those of bidirectional text, separators other than
   *     the space, halves of surrogate pairs, and what is not assigned
   */
  public static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> true;
    };
  }

  private static boolean isPrintableAscii(int character) {
    return character >= ' ' && character < 0x7f;
  }

  private static void append(StringBuilder line, int codePoint) {
    if (isPrintable(codePoint)) {
      line.appendCodePoint(codePoint);
    } else if (codePoint == '\n') {
      line.append("\\n");
    } else if (codePoint == '\t') {
      line.append("\\t");
    } else {
      for (char unit : Character.toChars(codePoint)) {
        line.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
      }
    }
  }
}
