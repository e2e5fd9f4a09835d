// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.api.Display;
import io.natschecks.core.report.Usage;
import java.util.List;
import java.util.Locale;

/** What the page says of the use of limits. */
final class Ranking {

  private static final double LEAST = 1;
  private static final double CLOSE = 75;
  private static final double FULL = 90;

  private Ranking() {}

  static String summary(Usage usage) {
    int shown = shown(usage).size();
    String limited =
        Display.count(usage.limited())
            + " with a limit"
            + (usage.limited() == shown
                ? ""
                : shown == 0
                    ? ", less than 1 % of each is used"
                    : shown == usage.worst().size()
                        ? ", the fullest " + shown + " are shown"
                        : ", those of which 1 % is used are shown");
    String unlimited =
        usage.unlimited() > 0 ? "; " + Display.count(usage.unlimited()) + " without one" : "";
    String unknown = usage.unknown() > 0 ? "; " + Display.count(usage.unknown()) + " not seen" : "";
    return limited + unlimited + unknown;
  }

  /** What is worth a bar. */
  static List<Usage.Item> shown(Usage usage) {
    return usage.worst().stream().filter(each -> each.percent() >= LEAST).toList();
  }

  static String amount(Usage usage, Usage.Item item) {
    boolean bytes = usage.kind().unit().equals("bytes");
    return bytes
        ? Display.bytes(item.used()) + " of " + Display.bytes(item.limit())
        : Display.count(item.used()) + " of " + Display.count(item.limit());
  }

  static String name(Usage.Item item) {
    String label = item.entity().label();
    return Text.cut(label.substring(label.indexOf(' ') + 1), 80);
  }

  static String percent(Usage.Item item) {
    return Double.isInfinite(item.percent())
        ? "over"
        : String.format(Locale.ROOT, "%.1f %%", item.percent());
  }

  /** Width of the bar, which ends where the limit is. */
  static String width(Usage.Item item) {
    return Text.number(Math.min(100, item.percent()));
  }

  static String style(Usage.Item item) {
    return item.percent() >= FULL ? "full" : item.percent() >= CLOSE ? "close" : "";
  }
}
