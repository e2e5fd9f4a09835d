// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

/**
 * A pattern of names in the style of subjects. Names are split into tokens at their dots. A star
 * stands for any run of characters within one token, so alone for a whole token; a greater-than
 * sign at the end stands for one or more whole tokens. A backslash takes the next character as it
 * is.
 */
final class NamePattern {

  private static final char ANY_RUN = '*';
  private static final char ANY_TOKENS = '>';
  private static final char ESCAPE = '\\';

  /** The characters to match, wildcards as they are written. */
  private final String characters;

  /** Which of the characters are wildcards. */
  private final boolean[] wild;

  private NamePattern(String characters, boolean[] wild) {
    this.characters = characters;
    this.wild = wild;
  }

  /** Reads a pattern; the path is where it stands. */
  static NamePattern of(String path, String text) {
    StringBuilder characters = new StringBuilder(text.length());
    boolean[] wild = new boolean[text.length()];
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == ESCAPE) {
        i++;
        if (i == text.length()) {
          throw wrong(path, text, "a backslash at the end takes nothing");
        }
        next = text.charAt(i);
      } else if (next == ANY_TOKENS) {
        boolean ownToken = i == 0 || text.charAt(i - 1) == '.';
        if (!ownToken || i < text.length() - 1) {
          throw wrong(path, text, "> is the whole last token, or \\> the character");
        }
        wild[characters.length()] = true;
      } else if (next == ANY_RUN) {
        wild[characters.length()] = true;
      }
      characters.append(next);
    }
    if (characters.isEmpty()) {
      throw wrong(path, text, "a name or a pattern such as ORDERS_*");
    }
    return new NamePattern(characters.toString(), wild);
  }

  private static ConfigException wrong(String path, String text, String allowed) {
    return new ConfigException(
        "%s: \"%s\" is not allowed; %s".formatted(path, Shown.of(text), allowed));
  }

  /**
   * Says whether a name matches. A star never takes a dot, so that tokens of the name and of the
   * pattern stand side by side, and it is enough to try again from the last star.
   */
  boolean matches(String name) {
    int at = 0;
    int starAt = -1;
    int starEnd = 0;
    int i = 0;
    while (i < name.length() || at < characters.length()) {
      if (at < characters.length() && wild[at]) {
        if (characters.charAt(at) == ANY_TOKENS) {
          return true;
        }
        starAt = at++;
        starEnd = i;
      } else if (at < characters.length()
          && i < name.length()
          && characters.charAt(at) == name.charAt(i)) {
        at++;
        i++;
      } else if (starAt >= 0 && starEnd < name.length() && name.charAt(starEnd) != '.') {
        i = ++starEnd;
        at = starAt + 1;
      } else {
        return false;
      }
    }
    return true;
  }

  /** The pattern with nothing escaped but what must be, and these separators. */
  String text(String separators) {
    StringBuilder text = new StringBuilder(characters.length());
    for (int i = 0; i < characters.length(); i++) {
      char next = characters.charAt(i);
      boolean special = next == ANY_RUN || next == ANY_TOKENS || next == ESCAPE;
      if (!wild[i] && (special || separators.indexOf(next) >= 0)) {
        text.append(ESCAPE);
      }
      text.append(next);
    }
    return text.toString();
  }
}
