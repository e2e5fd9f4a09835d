// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.core.text.PlainText;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReportTest {

  @Test
  void readsWellAtThreeInTheMorning() {
    assertThat(TextReport.plain().format(Reports.full()))
        .isEqualTo(
            """
            CRITICAL  1 critical, 12 warnings, 3 accepted, 2 servers silent, 4 checks blind
            2026-03-01T03:14:07Z  2 servers  nats://demo:4222 a message

            CRITICAL  ACME_001  Title of ACME_001
              15m5s    stream ACME/ORDERS: 2 of 3 replicas are offline (limit 0) [16 audits, was warning, flapping]
              do:   Mend ACME_001.
              more: natschecks explain ACME_001

            WARNING   ACME_002  Title of ACME_002  (12)
              new      server hub/n00: lags by 4,210 (limit 1,000)
              3d0h     server hub/n01: lags by 4,210 (limit 1,000)
              3d0h     server hub/n02: lags by 4,210 (limit 1,000)
              3d0h     server hub/n03: lags by 4,210 (limit 1,000)
              3d0h     server hub/n04: lags by 4,210 (limit 1,000)
              3d0h     server hub/n05: lags by 4,210 (limit 1,000)
              3d0h     server hub/n06: lags by 4,210 (limit 1,000)
              3d0h     server hub/n07: lags by 4,210 (limit 1,000)
              3d0h     server hub/n08: lags by 4,210 (limit 1,000)
              3d0h     server hub/n09: lags by 4,210 (limit 1,000)
              and 2 more
              do:   Mend ACME_002.
              more: natschecks explain ACME_002

            UNCONFIRMED  found before, and not seen this time
              3d0h     ACME_002  server hub/n91: lags by 4,210 (limit 1,000)

            RESOLVED  found before, and gone now
              3d0h     ACME_002  server hub/n90: lags by 4,210 (limit 1,000)

            ACCEPTED  found, and suppressed or in the baseline: they do not count
              ACME_002 server=n8* until 2026-03-05 (a message): 2
              in the baseline of 2026-01-01: 1

            SUPPRESSIONS
              suppression ACME_001 stream=A has expired, its last day was 2026-02-01 (a message)
              suppression ACME_001 a message holds nothing: a message
              suppression ACME_001 stream=A expires soon, its last day is 2026-03-05 (a message)

            NOT SEEN
              server ORDERS answered nothing: a message
              server n4 answered nothing: timed out after 2s
              ACME_009 broke: java.lang.IllegalStateException: a message
              no previous snapshot: ACME_006
              refused (RAFTZ: a message): ACME_004, ACME_005
              ORDERS not looked at (a message): ACME_001

            9 checks: 1 passed, 2 failed, 5 skipped, 1 broke; 41 findings, the first 13 kept, in 1.2s
            history: 1h30m of 1d0h seen, in 1,234 snapshots, longest gap 1m15s; kept in checks.history
            history problem: The history cannot be saved: a message
            not loaded: org.acme.Broken: a message
            """);
  }

  @Test
  void tellsWhatIsToComeOnlyWhereThatIsAskedFor() {
    assertThat(TextReport.plain().forecasting(Duration.ofHours(24)).format(Reports.full()))
        .contains(
            """

            FORECAST  not wrong yet, and will be within 1d0h if things go on as they did
              1h30m    ACME_002  server n10: 10 now, reported at 20

            """)
        .doesNotContain("reported at 40");
    assertThat(TextReport.plain().forecasting(Duration.ofHours(48)).format(Reports.full()))
        .contains("  1d6h     ACME_002  server ORDERS: 10 now, reported at 40\n");
    assertThat(TextReport.plain().forecasting(Duration.ofHours(1)).format(Reports.full()))
        .contains("nothing that the history tells");
  }

  @Test
  void saysThatNothingCouldBeJudged() {
    assertThat(TextReport.plain().format(Reports.empty()))
        .isEqualTo(
            """
            UNKNOWN   no findings
            2026-03-01T03:14:07Z  0 servers

            0 checks: 0 passed, 0 failed, 0 skipped, 0 broke; 0 findings in 0ns
            """);
  }

  @Test
  void colorsNothingButTheWordsThatMatter() {
    String colored = TextReport.colored().format(Reports.full());

    assertThat(colored)
        .startsWith("\u001b[1;31mCRITICAL\u001b[0m  1 critical")
        .contains("\u001b[1;33mWARNING\u001b[0m   ACME_002");
    assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(TextReport.plain().format(Reports.full()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J\u001b]0;owned\u0007",
        "\u009b31m",
        "\u202eSREDRO",
        "a\nHEALTHY  no findings",
        "a\r\u0085b\u2028c\u2029d\u000be\ff",
        "\u200b\u2066x\u2069\ufeff",
        "\ud800",
        "\udb40\udc41",
      })
  void noNameCanMoveTheCursorOrForgeALine(String hostile) {
    TextReport report = TextReport.plain().forecasting(Duration.ofHours(48));
    String text = report.format(Reports.named(hostile, hostile));

    assertThat(text.lines()).hasSameSizeAs(report.format(Reports.full()).lines().toList());
    assertThat(text.codePoints().filter(each -> each != '\n')).allMatch(PlainText::isPrintable);
  }

  @Test
  void aVeryLongNameIsCutShort() {
    String text = TextReport.plain().format(Reports.named("x".repeat(10_000), "y".repeat(10_000)));

    assertThat(text.lines()).allMatch(line -> line.length() < 1_200);
  }

  @Test
  void aWriterThatFailsIsToldToTheCaller() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] chars, int offset, int length) throws IOException {
            throw new IOException("disk full");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> TextReport.plain().write(Reports.full(), full))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThatThrownBy(() -> JsonReport.write(Reports.full(), full))
        .isInstanceOf(IOException.class)
        .hasRootCauseMessage("disk full");
  }

  @Test
  void writesASingleFindingOnOneSafeLine() {
    AuditedFinding finding = Reports.named("a\u001b[2Jb\n\u202e", "").findings().get(0);

    assertThat(TextReport.line(finding))
        .isEqualTo(
            "CRITICAL ACME_001 stream ACME/a\\u001b[2Jb\\n"
                + "\\u202e: 2 of 3 replicas are offline (limit 0)");
  }
}
