// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

/** Reads durations as Go writes them, such as 1m2.5s or 182µs, and uptimes such as 1y2d3h4m5s. */
final class GoDuration {

  /** What is no duration. */
  static final long MALFORMED = Long.MIN_VALUE;

  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;

  private GoDuration() {}

  /**
   * Reads a duration.
   *
   * @return nanoseconds, or {@link #MALFORMED}
   */
  static long parse(char[] text, int offset, int length) {
    int end = offset + length;
    int at = offset;
    boolean negative = at < end && text[at] == '-';
    if (negative) {
      at++;
    }
    if (at == end) {
      return MALFORMED;
    }
    if (end - at == 1 && text[at] == '0') {
      return 0;
    }
    double total = 0;
    long nanos = 0;
    while (at < end) {
      int start = at;
      long whole = 0;
      while (at < end && isDigit(text[at]) && at - start <= 18) {
        whole = whole * 10 + (text[at++] - '0');
      }
      double fraction = 0;
      if (at > start && at < end && text[at] == '.') {
        double scale = 0.1;
        for (at++; at < end && isDigit(text[at]); at++, scale /= 10) {
          fraction += (text[at] - '0') * scale;
        }
      }
      int unitAt = at;
      while (at < end && !isDigit(text[at])) {
        at++;
      }
      long unit = unit(text, unitAt, at - unitAt);
      if (unitAt == start || unit == 0) {
        return MALFORMED;
      }
      total += (whole + fraction) * unit;
      nanos += whole * unit + Math.round(fraction * unit);
    }
    if (total >= Long.MAX_VALUE) {
      return MALFORMED;
    }
    return negative ? -nanos : nanos;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Gives the nanoseconds of a unit, 0 for none. */
  private static long unit(char[] text, int offset, int length) {
    char first = length > 0 ? text[offset] : 0;
    if (length == 1) {
      return switch (first) {
        case 's' -> SECOND;
        case 'm' -> 60 * SECOND;
        case 'h' -> 3600 * SECOND;
        case 'd' -> DAY;
        case 'y' -> 365 * DAY;
        default -> 0;
      };
    }
    if (length == 2 && text[offset + 1] == 's') {
      return switch (first) {
        case 'n' -> 1;
        case 'u', '\u00b5', '\u03bc' -> 1_000;
        case 'm' -> 1_000_000;
        default -> 0;
      };
    }
    return 0;
  }
}
