// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import java.math.BigDecimal;

/** Builds the text form of OpenMetrics, one metric after the other. */
final class Exposition {

  private final StringBuilder text = new StringBuilder();
  private String name = "";

  /** Starts a metric without a unit; its samples follow. */
  void gauge(String metric, String help) {
    start(metric, "", help);
  }

  /** Starts a metric whose name ends with its unit. */
  void seconds(String metric, String help) {
    start(metric, "seconds", help);
  }

  private void start(String metric, String unit, String help) {
    name = metric;
    text.append("# TYPE ").append(metric).append(" gauge\n");
    if (!unit.isEmpty()) {
      text.append("# UNIT ").append(metric).append(' ').append(unit).append('\n');
    }
    text.append("# HELP ").append(metric).append(' ').append(escaped(help)).append('\n');
  }

  void sample(long value, String... labels) {
    sample(Long.toString(value), labels);
  }

  void sampleSeconds(double value) {
    sample(BigDecimal.valueOf(value).toPlainString());
  }

  private void sample(String value, String... namesAndValues) {
    text.append(name);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      text.append(i == 0 ? '{' : ',')
          .append(namesAndValues[i])
          .append("=\"")
          .append(escaped(namesAndValues[i + 1]))
          .append('"');
    }
    text.append(namesAndValues.length == 0 ? " " : "} ").append(value).append('\n');
  }

  /** The whole exposition. */
  String text() {
    return text + "# EOF\n";
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
  }
}
