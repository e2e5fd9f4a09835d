// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.JsonReport;
import io.natschecks.core.report.ReportDiff;
import io.natschecks.core.report.StoredReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkdownDiffTest {

  @Test
  void readsWellInAnIssue() throws IOException {
    assertThat(MarkdownDiff.format(diff(SampleReports.healthy(), SampleReports.full())))
        .isEqualTo(
            """
            ## NATS audits compared

            4 new; not all was seen again

            - before: 2026-03-01T03:14:07Z **HEALTHY** `fine`
            - after: 2026-03-01T03:14:07Z **CRITICAL** `connection refused`

            ### New

            - **CRITICAL** `SERVER_018` `server hub/ORDERS: 4 restarts (limit 3)`
            - **WARNING** `CONSUMER_001` `consumer ACME/ORDERS/a: 1 replica is offline`, the earlier audit could not tell
            - **WARNING** `CONSUMER_001` `consumer ACME/ORDERS/b: 1 replica is offline`, the earlier audit could not tell
            - **INFO** `OPT_IDLE_001` `stream ACME/ORDERS: idle for 3d0h`, the earlier audit could not tell

            ### Not seen any more

            - server `ORDERS` answers nothing
            """);
  }

  @Test
  void whatIsHiddenIsNamed() throws IOException {
    assertThat(MarkdownDiff.format(diff(SampleReports.full(), SampleReports.blind())))
        .contains("### Cannot be told")
        .contains("offline`: `the later audit does not have the check`")
        .doesNotContain("### Resolved");
  }

  @Test
  void noNameChangesThePageOrReachesAnyone() throws IOException {
    for (String name : HostileNames.known()) {
      AuditReport hostile = SampleReports.named(name, name);
      for (ReportDiff diff :
          new ReportDiff[] {
            diff(SampleReports.healthy(), hostile), diff(hostile, SampleReports.blind())
          }) {
        String markdown = MarkdownDiff.format(diff);
        Rendered rendered = Rendered.of(markdown);
        assertThat(rendered.traps()).isEmpty();
        assertThat(rendered.texts()).noneMatch(each -> each.contains("@") || each.contains("#"));
        assertThat(markdown).hasSizeLessThan(65_536);
      }
    }
  }

  private static ReportDiff diff(AuditReport before, AuditReport after) throws IOException {
    return ReportDiff.of(stored(before), stored(after));
  }

  private static StoredReport stored(AuditReport report) throws IOException {
    return StoredReport.read(
        new ByteArrayInputStream(JsonReport.format(report).getBytes(StandardCharsets.UTF_8)));
  }
}
