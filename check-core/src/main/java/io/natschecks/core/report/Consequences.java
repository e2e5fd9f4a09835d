// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Display;
import io.natschecks.core.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a cause explains, in one line. */
final class Consequences {

  private static final int MOST_CHECKS = 5;

  private Consequences() {}

  static String text(Incident incident) {
    Map<CheckDescriptor, Integer> counts = new LinkedHashMap<>();
    incident.consequences().forEach(each -> counts.merge(each.check(), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((check, count) -> parts.add(part(check, count)));
    int more = parts.size() - MOST_CHECKS;
    return "explains "
        + Display.count(incident.consequences().size(), "finding")
        + (incident.severity() == incident.cause().finding().severity()
            ? ""
            : ", up to " + incident.severity().name().toLowerCase(Locale.ROOT))
        + ": "
        + String.join(", ", parts.subList(0, Math.min(parts.size(), MOST_CHECKS)))
        + (more > 0 ? " and " + Display.count(more) + " more checks" : "");
  }

  private static String part(CheckDescriptor check, int count) {
    return check.code()
        + " "
        + PlainText.oneLine(check.title())
        + (count > 1 ? " (" + Display.count(count) + ")" : "");
  }
}
