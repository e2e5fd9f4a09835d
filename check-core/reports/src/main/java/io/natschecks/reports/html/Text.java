// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.api.Display;
import io.natschecks.core.text.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Texts as the page shows them. What would hide itself or turn the direction of writing is shown as
 * an escape; what HTML needs is escaped by the templates.
 */
final class Text {

  private static final int LINE = 240;
  private static final int LABEL = 60;
  private static final int WHOLE = 12_000;
  private static final int ALL_LONG_ONES = 2_000_000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private long room = ALL_LONG_ONES;

  /** A text that need not be read to its end where it stands. */
  static String line(String text) {
    return PlainText.oneLine(text, LINE);
  }

  /** A name where there is little room. */
  static String label(String name) {
    return PlainText.oneLine(Display.name(name), LABEL);
  }

  /** A text cut to so many characters. */
  static String cut(String text, int most) {
    String line = PlainText.oneLine(text, Math.max(1, most));
    return line.length() <= most ? line : line.substring(0, Math.max(1, most - 1)) + "…";
  }

  /** A text to its end; once the page holds very many long ones, their beginning only. */
  String whole(String text) {
    if (text.length() > LINE) {
      room -= text.length();
    }
    return PlainText.oneLine(text, room > 0 ? WHOLE : LINE);
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A name with a capital. */
  static String title(Enum<?> value) {
    String word = lower(value);
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** A name in CSS or in a data attribute. */
  static String token(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  static String day(Instant time) {
    return DAY.format(time);
  }

  static String age(Instant since, Instant now) {
    return Display.duration(Duration.between(since, now));
  }

  static String amount(long amount, String unit) {
    return unit.equals("bytes")
        ? Display.bytes(amount)
        : (Display.count(amount) + " " + unit).strip();
  }

  /** A number in SVG. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
