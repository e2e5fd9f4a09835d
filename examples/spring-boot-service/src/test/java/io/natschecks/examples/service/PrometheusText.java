// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.service;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text format of Prometheus, and throws on a line that is none of it. */
final class PrometheusText {

  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String LABEL =
      "([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"";
  private static final Pattern COMMENT =
      Pattern.compile(
          "# (HELP ("
              + NAME
              + ") .*|TYPE ("
              + NAME
              + ") (counter|gauge|summary|histogram|untyped))");
  private static final Pattern SAMPLE =
      Pattern.compile("(" + NAME + ")(?:\\{((?:" + LABEL + ",?)*)\\})? (\\S+)( \\d+)?");
  private static final Pattern EACH_LABEL = Pattern.compile(LABEL);

  /** A time series. */
  record Series(String name, Map<String, String> labels) {}

  private final Map<Series, Double> samples = new HashMap<>();
  private final Map<String, String> types = new HashMap<>();

  static PrometheusText parse(String text) {
    PrometheusText parsed = new PrometheusText();
    text.lines().filter(line -> !line.isEmpty()).forEach(parsed::line);
    return parsed;
  }

  private void line(String line) {
    Matcher comment = COMMENT.matcher(line);
    if (comment.matches()) {
      if (comment.group(3) != null) {
        types.put(comment.group(3), comment.group(4));
      }
      return;
    }
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new AssertionError("not a line of the text format: " + line);
    }
    Map<String, String> labels = new TreeMap<>();
    if (sample.group(2) != null) {
      EACH_LABEL
          .matcher(sample.group(2))
          .results()
          .forEach(each -> labels.put(each.group(1), each.group(2)));
    }
    Double before =
        samples.put(
            new Series(sample.group(1), labels),
            Double.valueOf(sample.group(5).replace("Inf", "Infinity")));
    if (before != null) {
      throw new AssertionError("twice the same series: " + line);
    }
  }

  String type(String name) {
    return types.get(name);
  }

  /** The value of one series; labels as name, value, name, value. */
  double value(String name, String... labels) {
    Map<String, String> wanted = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    Double value = samples.get(new Series(name, wanted));
    if (value == null) {
      throw new AssertionError("no series " + name + wanted + " among " + of(name).keySet());
    }
    return value;
  }

  /** Whether there is such a series, with this value. */
  boolean is(double value, String name, String... labels) {
    try {
      return value(name, labels) == value;
    } catch (AssertionError e) {
      return false;
    }
  }

  /** All series of a name. */
  Map<Map<String, String>, Double> of(String name) {
    Map<Map<String, String>, Double> found = new HashMap<>();
    samples.forEach(
        (series, value) -> {
          if (series.name().equals(name)) {
            found.put(series.labels(), value);
          }
        });
    return found;
  }
}
