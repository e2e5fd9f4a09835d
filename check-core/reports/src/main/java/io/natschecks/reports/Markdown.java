// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.core.text.PlainText;

/**
 * Makes any text harmless in Markdown as GitHub and chats read it. What others have chosen stands
 * in code, where nothing is a link, an image, HTML, a mention, a reference or an emoji.
 */
final class Markdown {

  private static final int MOST = 500;
  private static final String ELLIPSIS = "...";

  private Markdown() {}

  /** A text as code on one line. */
  static String code(String text) {
    return code(text, MOST);
  }

  /** A text as code on one line, of not many more characters than given. */
  static String code(String text, int most) {
    String line = cut(PlainText.oneLine(text, most), most);
    if (line.isBlank()) {
      return "(none)";
    }
    String fence = "`".repeat(longestRunOfBackticks(line) + 1);
    // One space on both sides is taken off again; without them a backtick would join the fence.
    boolean isPadded = isAtEdge(line, '`') || isAtEdge(line, ' ');
    return isPadded ? fence + " " + line + " " + fence : fence + line + fence;
  }

  /** Escapes can have made it longer than it was. */
  private static String cut(String line, int most) {
    if (line.length() <= most + ELLIPSIS.length()) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most;
    return line.substring(0, end) + ELLIPSIS;
  }

  private static boolean isAtEdge(String line, char each) {
    return line.charAt(0) == each || line.charAt(line.length() - 1) == each;
  }

  private static int longestRunOfBackticks(String line) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < line.length(); i++) {
      run = line.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /**
   * A sentence of a check as it reads. A mention, a reference or a bare link is broken by code: a
   * backslash would not do, for they are looked for after Markdown has been read.
   */
  static String text(String text) {
    String line = PlainText.oneLine(text, 4 * MOST);
    StringBuilder safe = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i++) {
      char each = line.charAt(i);
      if (isTrigger(line, i)) {
        safe.append('`').append(each).append('`');
      } else if (isSpecial(line, i)) {
        safe.append('\\').append(each);
      } else {
        safe.append(each);
      }
    }
    return safe.toString();
  }

  /** What starts a mention, a reference or a link that nobody marked as one. */
  private static boolean isTrigger(String line, int index) {
    return switch (line.charAt(index)) {
      case '@', '#' -> true;
      case ':' -> line.startsWith("//", index + 1);
      case '.' -> line.regionMatches(true, index - 3, "www", 0, 3);
      default -> false;
    };
  }

  /** What Markdown may take for its own; sentences are also read where nobody renders them. */
  private static boolean isSpecial(String line, int index) {
    char each = line.charAt(index);
    return switch (each) {
      case ',', ';', '?', '/', '%', '(', '\'', '"' -> false;
      case '-', '+', '=' -> index == 0;
      case '.', ')' -> index > 0 && line.substring(0, index).chars().allMatch(Character::isDigit);
      case ':' -> index + 1 < line.length() && line.charAt(index + 1) != ' ';
      default -> each > ' ' && each < 0x7f && !Character.isLetterOrDigit(each);
    };
  }
}
