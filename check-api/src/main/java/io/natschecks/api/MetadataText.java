// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads values as the tools around NATS write them. Whatever cannot be read is null. */
final class MetadataText {

  /** Longer than any value that makes sense, shorter than any that takes time to read. */
  private static final int LONGEST = 64;

  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final Pattern PART =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h|d|D|w|W|M|y|Y)");
  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;
  private static final Map<String, Long> NANOS =
      Map.ofEntries(
          Map.entry("ns", 1L),
          Map.entry("us", 1_000L),
          Map.entry("µs", 1_000L),
          Map.entry("μs", 1_000L),
          Map.entry("ms", 1_000_000L),
          Map.entry("s", SECOND),
          Map.entry("m", 60 * SECOND),
          Map.entry("h", 3_600 * SECOND),
          Map.entry("d", DAY),
          Map.entry("D", DAY),
          Map.entry("w", 7 * DAY),
          Map.entry("W", 7 * DAY),
          Map.entry("M", 30 * DAY),
          Map.entry("y", 365 * DAY),
          Map.entry("Y", 365 * DAY));

  private MetadataText() {}

  static @Nullable Long wholeNumber(String text) {
    if (text.length() > LONGEST || !text.matches("[+-]?[0-9]+")) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  static @Nullable Boolean flag(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> Boolean.TRUE;
      case "0", "f", "F", "false", "FALSE", "False" -> Boolean.FALSE;
      default -> null;
    };
  }

  static @Nullable Duration duration(String raw) {
    String text = raw.length() > LONGEST ? "" : raw.strip();
    if (text.isEmpty()) {
      return null;
    }
    boolean signed = text.charAt(0) == '-' || text.charAt(0) == '+';
    String amount = signed ? text.substring(1) : text;
    BigInteger nanos = amount.equals("0") ? BigInteger.ZERO : nanos(amount);
    if (nanos == null || nanos.compareTo(MOST) > 0) {
      return null;
    }
    Duration duration = Duration.ofNanos(nanos.longValueExact());
    return text.charAt(0) == '-' ? duration.negated() : duration;
  }

  private static @Nullable BigInteger nanos(String amount) {
    BigInteger sum = BigInteger.ZERO;
    Matcher part = PART.matcher(amount);
    int end = 0;
    while (end < amount.length()) {
      if (!part.find(end) || part.start() != end) {
        return null;
      }
      BigDecimal number = new BigDecimal(part.group(1));
      Long unit = NANOS.get(part.group(2));
      if (unit == null) {
        return null;
      }
      sum =
          sum.add(
              number
                  .multiply(BigDecimal.valueOf(unit))
                  .setScale(0, RoundingMode.DOWN)
                  .toBigInteger());
      end = part.end();
    }
    return end == 0 ? null : sum;
  }
}
