// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Display;
import io.natschecks.api.Forecast;
import io.natschecks.core.text.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forecasts that someone asked for.
 *
 * @param length how far ahead; null for none
 */
record Ahead(@Nullable Duration length) {

  static final Ahead NOTHING = new Ahead(null);

  private static final int TIME_WIDTH = 9;

  /** The forecasts that come true within that time, the earliest first. */
  List<Forecast> of(AuditReport report) {
    if (length == null) {
      return List.of();
    }
    Instant last = report.takenAt().plus(length);
    return report.forecasts().stream().filter(each -> !each.at().isAfter(last)).toList();
  }

  static String line(AuditReport report, Forecast forecast) {
    Duration left = Duration.between(report.takenAt(), forecast.at());
    return TextReport.pad(Display.duration(left), TIME_WIDTH)
        + forecast.code()
        + "  "
        + PlainText.oneLine(forecast.message());
  }
}
