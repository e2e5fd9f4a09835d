// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import java.util.ArrayList;
import java.util.List;

/** Reads entity patterns that stand on one line. */
final class CompactPattern {

  private CompactPattern() {}

  static EntityPattern parse(String path, String text) {
    EntityPattern pattern = EntityPattern.ANY;
    for (String part : split(text, ',', Integer.MAX_VALUE)) {
      List<String> sides = split(part, '=', 2);
      String key = sides.get(0).strip();
      if (sides.size() < 2 || key.isEmpty()) {
        throw new ConfigException(
            "%s: \"%s\" is not allowed; such as account=ACME,stream=ORDERS_*"
                .formatted(path, Shown.of(text)));
      }
      if (!EntityPattern.KEYS.contains(key)) {
        throw Setting.unknownKey(path + "." + Shown.of(key), key, EntityPattern.KEYS);
      }
      if (pattern.has(key)) {
        throw new ConfigException(path + "." + key + ": is given twice");
      }
      pattern = pattern.with(path + "." + key, key, sides.get(1));
    }
    return pattern;
  }

  /** Splits at separators that have no backslash before them; what is escaped stays so. */
  private static List<String> split(String text, char separator, int most) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length() && parts.size() < most - 1; i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == separator) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
