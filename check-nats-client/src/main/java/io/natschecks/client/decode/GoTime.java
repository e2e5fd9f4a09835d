// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads times of RFC 3339 with any number of fraction digits and any offset. */
final class GoTime {

  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };

  private GoTime() {}

  /**
   * Reads a time.
   *
   * @return the time, or null if the text is none
   */
  static @Nullable Instant parse(char[] text, int offset, int length) {
    int end = offset + length;
    if (length < 20
        || text[offset + 4] != '-'
        || text[offset + 7] != '-'
        || (text[offset + 10] | 0x20) != 't'
        || text[offset + 13] != ':'
        || text[offset + 16] != ':') {
      return null;
    }
    int year = number(text, offset, 4);
    int month = number(text, offset + 5, 2);
    int day = number(text, offset + 8, 2);
    int hour = number(text, offset + 11, 2);
    int minute = number(text, offset + 14, 2);
    int second = number(text, offset + 17, 2);
    if ((year | hour | minute | second) < 0
        || month < 1
        || month > 12
        || day < 1
        || day > 31
        || hour > 23
        || minute > 59
        || second > 60) {
      return null;
    }
    int at = offset + 19;
    int nanos = 0;
    if (text[at] == '.') {
      int unit = 100_000_000;
      int start = ++at;
      for (; at < end && text[at] >= '0' && text[at] <= '9'; at++, unit /= 10) {
        nanos += (text[at] - '0') * unit;
      }
      if (at == start) {
        return null;
      }
    }
    int zone = offsetSeconds(text, at, end);
    if (zone == Integer.MIN_VALUE) {
      return null;
    }
    long seconds = (epochDay(year, month, day) * 24 + hour) * 3600 + minute * 60L + second - zone;
    return Instant.ofEpochSecond(seconds, nanos);
  }

  private static long epochDay(int year, int month, int day) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    long before = Math.max(year - 1, 0);
    long leapDays = year == 0 ? -1 : before / 4 - before / 100 + before / 400;
    return year * 365L
        + leapDays
        + DAYS_BEFORE_MONTH[month - 1]
        + (leap && month > 2 ? 1 : 0)
        + day
        - 719_528;
  }

  private static int offsetSeconds(char[] text, int at, int end) {
    int left = end - at;
    if (left == 1 && (text[at] | 0x20) == 'z') {
      return 0;
    }
    if (left != 6 || text[at + 3] != ':' || (text[at] != '+' && text[at] != '-')) {
      return Integer.MIN_VALUE;
    }
    int hours = number(text, at + 1, 2);
    int minutes = number(text, at + 4, 2);
    if ((hours | minutes) < 0 || hours > 23 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return text[at] == '-' ? -seconds : seconds;
  }

  private static int number(char[] text, int offset, int digits) {
    int value = 0;
    for (int at = offset; at < offset + digits; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
