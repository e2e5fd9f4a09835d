// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of OpenMetrics 1.0 for gauges: for each metric its type, unit and help, then its
 * samples without a break; no sample twice; units end names; the end is marked.
 */
final class MetricsGrammar {

  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String TEXT = "(?:[^\\n\"\\\\]|\\\\[\"n\\\\])*";
  private static final Pattern TYPE = Pattern.compile("# TYPE (" + NAME + ") gauge");
  private static final Pattern UNIT = Pattern.compile("# UNIT (" + NAME + ") ([a-z]+)");
  private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (" + TEXT + ")");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "((NAME)(?:\\{LABEL(?:,LABEL)*\\})?) -?[0-9]+(?:\\.[0-9]+)?"
              .replace("LABEL", "[a-zA-Z_][a-zA-Z0-9_]*=\"" + TEXT + "\"")
              .replace("NAME", NAME));
  private static final Pattern RESERVED =
      Pattern.compile(".*_(total|created|count|sum|bucket|info|gsum|gcount)");

  private final Set<String> metrics = new HashSet<>();
  private final Set<String> samples = new HashSet<>();
  private String current = "";
  private String unit = "";

  private MetricsGrammar() {}

  static void assertHolds(String exposition) {
    assertThat(exposition).endsWith("\n# EOF\n").doesNotContain("\r");
    MetricsGrammar grammar = new MetricsGrammar();
    String body = exposition.substring(0, exposition.length() - "# EOF\n".length());
    for (String line : body.split("\n")) {
      grammar.line(line);
    }
    assertThat(grammar.samples).isNotEmpty();
  }

  private void line(String line) {
    Matcher type = TYPE.matcher(line);
    Matcher help = HELP.matcher(line);
    Matcher metricUnit = UNIT.matcher(line);
    if (type.matches()) {
      current = type.group(1);
      unit = "";
      assertThat(metrics.add(current)).as(line).isTrue();
      assertThat(current).doesNotMatch(RESERVED);
    } else if (metricUnit.matches()) {
      unit = metricUnit.group(2);
      assertThat(metricUnit.group(1)).isEqualTo(current).endsWith("_" + unit);
    } else if (help.matches()) {
      assertThat(help.group(1)).isEqualTo(current);
      assertThat(current.endsWith("_seconds")).as(line).isEqualTo(unit.equals("seconds"));
    } else {
      Matcher sample = SAMPLE.matcher(line);
      assertThat(sample.matches()).as(line).isTrue();
      assertThat(sample.group(2)).isEqualTo(current);
      assertThat(samples.add(sample.group(1))).as(line).isTrue();
    }
  }
}
