// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

/**
 * Subjects with wildcards. Two of them overlap if a message can have a subject that matches both.
 */
public final class Subjects {

  static final String ANY = "*";
  static final String REST = ">";

  private Subjects() {}

  /**
   * Says whether two subjects overlap: token by token, where * stands for one token and a last &gt;
   * for one or more.
   *
   * @param one a subject
   * @param other a subject
   * @return true if they do; an empty subject overlaps nothing
   */
  public static boolean overlap(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return false;
    }
    int i = 0;
    int j = 0;
    while (true) {
      int iEnd = end(one, i);
      int jEnd = end(other, j);
      if (isRest(one, i) || isRest(other, j)) {
        return true;
      }
      boolean same = iEnd - i == jEnd - j && one.regionMatches(i, other, j, iEnd - i);
      if (!same && !isAny(one, i, iEnd) && !isAny(other, j, jEnd)) {
        return false;
      }
      if (iEnd == one.length() || jEnd == other.length()) {
        return iEnd == one.length() && jEnd == other.length();
      }
      i = iEnd + 1;
      j = jEnd + 1;
    }
  }

  private static int end(String subject, int start) {
    int dot = subject.indexOf('.', start);
    return dot < 0 ? subject.length() : dot;
  }

  private static boolean isAny(String subject, int start, int end) {
    return end - start == 1 && subject.charAt(start) == '*';
  }

  private static boolean isRest(String subject, int start) {
    return start == subject.length() - 1 && subject.charAt(start) == '>';
  }
}
