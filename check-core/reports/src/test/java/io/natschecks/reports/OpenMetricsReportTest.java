// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OpenMetricsReportTest {

  @Test
  void isWhatCollectorsHaveBeenSeenToRead() throws IOException {
    try (InputStream expected = OpenMetricsReportTest.class.getResourceAsStream("full.om")) {
      assertThat(OpenMetricsReport.format(SampleReports.full()))
          .isEqualTo(
              new String(Objects.requireNonNull(expected).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void keepsTheGrammar() {
    for (AuditReport each :
        List.of(
            SampleReports.full(),
            SampleReports.healthy(),
            SampleReports.blind(),
            SampleReports.many(1_000, Severity.CRITICAL, "bad"))) {
      MetricsGrammar.assertHolds(OpenMetricsReport.format(each));
    }
  }

  @Test
  void aCheckThatJudgedNothingHasNoSample() {
    assertThat(OpenMetricsReport.format(SampleReports.full()))
        .contains("natschecks_findings{code=\"CONSUMER_001\",severity=\"warning\"} 2\n")
        .contains("natschecks_findings{code=\"SERVER_001\",severity=\"warning\"} 0\n")
        .doesNotContain("natschecks_findings{code=\"META_001\"")
        .doesNotContain("natschecks_findings{code=\"ACME_009\"");
    assertThat(OpenMetricsReport.format(SampleReports.blind()))
        .contains("natschecks_health{state=\"unknown\"} 1\n")
        .contains("natschecks_health{state=\"healthy\"} 0\n");
  }

  @Test
  void noNameIsALabelAndNoNumberOfNamesAddsSamples() {
    long lines = OpenMetricsReport.format(SampleReports.full()).lines().count();

    for (String name : HostileNames.known()) {
      String metrics = OpenMetricsReport.format(SampleReports.named(name, name));
      MetricsGrammar.assertHolds(metrics);
      assertThat(metrics.lines()).hasSize((int) lines);
    }
    assertThat(OpenMetricsReport.format(SampleReports.many(1_000, Severity.INFO, "x")).lines())
        .hasSizeLessThan((int) lines);
  }
}
