// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads lengths of time such as 500ms, 5s, 1m or 2h. */
class Durations implements ITypeConverter<Duration> {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private final Duration most;
  private final String meaning;

  Durations() {
    this(Duration.ofHours(24), "from 1ms to 24h, such as 500ms, 5s or 1m");
  }

  private Durations(Duration most, String meaning) {
    this.most = most;
    this.meaning = meaning;
  }

  /** How far ahead there are forecasts: a trend of a day says nothing of the time after a week. */
  static final class Ahead extends Durations {
    Ahead() {
      super(Duration.ofDays(7), "from 1ms to 7d, such as 12h or 2d");
    }
  }

  @Override
  public Duration convert(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw notAllowed(text);
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        };
    if (duration.isZero() || duration.compareTo(most) > 0) {
      throw notAllowed(text);
    }
    return duration;
  }

  private TypeConversionException notAllowed(String text) {
    return new TypeConversionException("'" + text + "' is not a length of time " + meaning);
  }
}
