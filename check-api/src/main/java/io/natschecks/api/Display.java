// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values as people read them, the same in every message. Nothing is escaped here: that is the duty
 * of whoever writes to a medium.
 *
 * @since 0.1
 */
public final class Display {

  /** Length of a public nkey, the longest name that is shown in full unless it is one. */
  private static final int NKEY_LENGTH = 56;

  private static final int SHORT_LENGTH = 8;

  private static final Pattern NKEY = Pattern.compile("\\b[ACNOPSUX][A-Z2-7]{55}\\b");

  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Display() {}

  /**
   * Shortens a name.
   *
   * @param value any name
   * @return the first 8 characters of a public nkey and an ellipsis; the first 56 of anything
   *     longer; else the name itself
   */
  public static String name(String value) {
    if (value.length() > NKEY_LENGTH) {
      return value.substring(0, NKEY_LENGTH) + "...";
    }
    return value.length() == NKEY_LENGTH ? nkeys(value) : value;
  }

  /**
   * Shortens the public nkeys inside a text.
   *
   * @param text any text
   * @return the text with the first 8 characters of each key and an ellipsis
   */
  public static String nkeys(String text) {
    return NKEY.matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(match.group().substring(0, SHORT_LENGTH) + "..."));
  }

  /**
   * A count with thousands marked.
   *
   * @param value the count
   * @return such as 4,210
   */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * A count with the thing that is counted.
   *
   * @param value the count
   * @param singular its name for one; an s is added for any other number
   * @return such as 1 server or 3 servers
   */
  public static String count(long value, String singular) {
    return count(value) + " " + singular + (value == 1 ? "" : "s");
  }

  /**
   * A share with one decimal.
   *
   * @param percent the share
   * @return such as 92.5 percent
   */
  public static String percent(double percent) {
    return String.format(Locale.ROOT, "%.1f percent", percent);
  }

  /**
   * A number without needless decimals.
   *
   * @param value the number
   * @return such as 90, 1.5 or 0.0004
   */
  public static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return count((long) value);
    }
    if (Math.abs(value) < 1) {
      return BigDecimal.valueOf(value)
          .round(new MathContext(3))
          .stripTrailingZeros()
          .toPlainString();
    }
    return String.format(Locale.ROOT, "%,.3f", value).replaceAll("\\.?0+$", "");
  }

  /**
   * A number of bytes.
   *
   * @param bytes the bytes
   * @return such as 512 B or 1.5 GiB
   */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= 1024 && unit < BYTE_UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, "%.1f %s", value, BYTE_UNITS[unit]);
  }

  /**
   * Formats how much something changes.
   *
   * @param amount the change
   * @param unit what is counted, in the plural, or bytes
   * @return such as +1,234 messages or -1.5 MiB; amounts below ten with up to two decimals
   */
  public static String change(double amount, String unit) {
    String sign = amount < 0 ? "-" : "+";
    double size = Math.abs(amount);
    if (unit.equals("bytes")) {
      return sign + bytes((long) size);
    }
    return (sign + (size < 10 ? number(size) : count(Math.round(size))) + " " + unit).strip();
  }

  /**
   * A length of time, in its two largest units.
   *
   * @param duration the length
   * @return such as 1h5m, 2.5s or 182ms
   */
  public static String duration(Duration duration) {
    Duration length = duration.abs();
    String sign = duration.isNegative() ? "-" : "";
    long seconds = length.toSeconds();
    if (seconds >= 86_400) {
      return sign + seconds / 86_400 + "d" + seconds % 86_400 / 3_600 + "h";
    }
    if (seconds >= 3_600) {
      return sign + seconds / 3_600 + "h" + seconds % 3_600 / 60 + "m";
    }
    if (seconds >= 60) {
      return sign + seconds / 60 + "m" + seconds % 60 + "s";
    }
    double nanos = length.toNanos();
    if (seconds >= 1) {
      return sign + trimmed(nanos / 1e9) + "s";
    }
    if (nanos >= 1e6) {
      return sign + trimmed(nanos / 1e6) + "ms";
    }
    if (nanos >= 1e3) {
      return sign + trimmed(nanos / 1e3) + "us";
    }
    return sign + length.toNanos() + "ns";
  }

  private static String trimmed(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
