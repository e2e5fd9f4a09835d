// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

/**
 * Shares equal texts and values that were seen lately. Each has one place, and the next one with
 * the same place takes it over: so it never grows, a clash costs a copy, and a race costs no more.
 */
final class Interner {

  private static final int LONGEST = 256;

  private final String[] texts = new String[1 << 16];
  private final Object[] values = new Object[1 << 15];

  /** Gives a text with these characters. */
  String text(char[] source, int offset, int length) {
    if (length > LONGEST) {
      return new String(source, offset, length);
    }
    int place = spread(hash(source, offset, length)) & (texts.length - 1);
    String known = texts[place];
    if (known != null && same(known, source, offset, length)) {
      return known;
    }
    String text = new String(source, offset, length);
    texts[place] = text;
    return text;
  }

  /** Gives an immutable value equal to another, that other one if it is still known. */
  @SuppressWarnings("unchecked") // Equal records are of the same class.
  <T> T share(T value) {
    int place = spread(value.hashCode()) & (values.length - 1);
    Object known = values[place];
    if (value.equals(known)) {
      return (T) known;
    }
    values[place] = value;
    return value;
  }

  /** Takes four characters at a time, which need not wait for each other. */
  private static int hash(char[] source, int offset, int length) {
    int hash = length;
    int at = offset;
    int end = offset + length;
    for (; at < end - 3; at += 4) {
      hash =
          923_521 * hash
              + 29_791 * source[at]
              + 961 * source[at + 1]
              + 31 * source[at + 2]
              + source[at + 3];
    }
    for (; at < end; at++) {
      hash = 31 * hash + source[at];
    }
    return hash;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }

  private static boolean same(String known, char[] source, int offset, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int at = 0; at < length; at++) {
      if (known.charAt(at) != source[offset + at]) {
        return false;
      }
    }
    return true;
  }
}
