// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import java.util.Collection;

/** Guesses what was meant by a mistyped word. */
final class Nearest {

  private Nearest() {}

  /** A question for the end of a sentence; empty if nothing is near. */
  static String hint(String word, Collection<String> known) {
    int most = Math.max(2, word.length() / 3);
    String nearest = "";
    for (String candidate : known) {
      if (Math.abs(candidate.length() - word.length()) <= most) {
        int distance = distance(word, candidate);
        if (distance < most || (distance == most && nearest.isEmpty())) {
          most = distance;
          nearest = candidate;
        }
      }
    }
    return nearest.isEmpty() ? "" : "; did you mean " + nearest + "?";
  }

  /** How many characters must be put in, left out or replaced; case does not count. */
  static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = diagonal + (same(left.charAt(i - 1), right.charAt(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }

  private static boolean same(char left, char right) {
    return Character.toLowerCase(left) == Character.toLowerCase(right);
  }
}
