// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.core.text.PlainText;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeReportTest {

  private static final ChangeReport REPORT = ChangeReport.plain().forecasting(Duration.ofHours(24));

  @Test
  void theFirstReportSaysAllButWhatGoesOn() throws Exception {
    assertThat(format(REPORT, Reports.full(), null))
        .isEqualTo(
            """
            2026-03-01T03:14:07Z  CRITICAL  1 critical, 12 warnings, 3 accepted, 2 servers silent, 4 checks blind
              new          WARNING   ACME_002  server hub/n00: lags by 4,210 (limit 1,000)
              changed      CRITICAL  ACME_001  stream ACME/ORDERS: 2 of 3 replicas are offline (limit 0) [15m5s, 16 audits, was warning, flapping]
              ongoing      12 findings
              resolved     WARNING   ACME_002  server hub/n90: lags by 4,210 (limit 1,000) [3d0h]
              unconfirmed  WARNING   ACME_002  server hub/n91: lags by 4,210 (limit 1,000) [3d0h]
              suppressed   suppression ACME_001 stream=A has expired, its last day was 2026-02-01 (a message)
              suppressed   suppression ACME_001 a message holds nothing: a message
              suppressed   suppression ACME_001 stream=A expires soon, its last day is 2026-03-05 (a message)
              not seen     server ORDERS answered nothing: a message
              not seen     server n4 answered nothing: timed out after 2s
              not seen     ACME_009 broke: java.lang.IllegalStateException: a message
              not seen     no previous snapshot: ACME_006
              not seen     refused (RAFTZ: a message): ACME_004, ACME_005
              not seen     ORDERS not looked at (a message): ACME_001
              forecast     in 1h30m    ACME_002  server n10: 10 now, reported at 20
              history      The history cannot be saved: a message
            """);
  }

  @Test
  void whatWasSaidOnceIsCountedOrLeftOut() throws Exception {
    assertThat(format(REPORT, Reports.full(), Reports.full()))
        .isEqualTo(
            """
            2026-03-01T03:14:07Z  CRITICAL  1 critical, 12 warnings, 3 accepted, 2 servers silent, 4 checks blind
              new          WARNING   ACME_002  server hub/n00: lags by 4,210 (limit 1,000)
              changed      CRITICAL  ACME_001  stream ACME/ORDERS: 2 of 3 replicas are offline (limit 0) [15m5s, 16 audits, was warning, flapping]
              ongoing      12 findings
              resolved     WARNING   ACME_002  server hub/n90: lags by 4,210 (limit 1,000) [3d0h]
              unconfirmed  1 finding as before
            """);
  }

  @Test
  void howLongSomethingLastedIsNoNews() throws Exception {
    String before = "the history covers 59m0s of 1d0h";
    String now = "the history covers 1h0m of 1d0h";

    assertThat(format(REPORT, Reports.named("ORDERS", now), Reports.named("ORDERS", before)))
        .doesNotContain("not seen");
    assertThat(format(REPORT, Reports.named("ORDERS", now), Reports.named("ORDERS", "refused")))
        .contains("not seen     refused (RAFTZ: the history covers 1h0m of 1d0h): ACME_004");
  }

  @Test
  void listsEverythingWhereThatIsAskedFor() throws Exception {
    String text = format(REPORT.everything(), Reports.full(), Reports.full());

    assertThat(text)
        .contains("  ongoing      CRITICAL  ACME_001  stream ACME/ORDERS: 2 of 3 replicas")
        .contains("  ongoing      and 1 more of ACME_002")
        .contains("  not seen     no previous snapshot: ACME_006")
        .contains("  forecast     in 1h30m");
  }

  @Test
  void nothingIsOneLine() throws Exception {
    assertThat(format(ChangeReport.plain(), Reports.empty(), null))
        .isEqualTo("2026-03-01T03:14:07Z  UNKNOWN   no findings\n");
  }

  @Test
  void noNameCanMoveTheCursorOrForgeALine() throws Exception {
    String hostile = "a\n\u001b[2J\u202eb";
    String text = format(REPORT.everything(), Reports.named(hostile, hostile), null);

    assertThat(text.lines())
        .hasSameSizeAs(format(REPORT.everything(), Reports.full(), null).lines().toList());
    assertThat(text.codePoints().filter(each -> each != '\n')).allMatch(PlainText::isPrintable);
  }

  private static String format(
      ChangeReport writer, AuditReport report, @Nullable AuditReport before) throws IOException {
    StringBuilder text = new StringBuilder();
    writer.write(report, before, text);
    return text.toString();
  }
}
