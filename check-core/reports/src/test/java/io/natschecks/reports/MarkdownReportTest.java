// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Severity;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

  @Test
  void readsWellInAnIssue() {
    assertThat(MarkdownReport.format(SampleReports.full()))
        .isEqualTo(
            """
            ## NATS audit: CRITICAL

            1 critical, 1 info, 2 consequences, 1 accepted, 1 server silent, 2 checks blind

            2026-03-01T03:14:07Z, 2 servers, `connection refused`

            ### CRITICAL SERVER\\_018 Server crash loop

            - **15m5s** `server hub/ORDERS: 4 restarts (limit 3)`
              - explains 2 findings: CONSUMER\\_001 Offline consumer replicas (2)

            What to do: Mend it; ask `@`nobody about `#`1, or see \\<b\\>the manual\\</b\\>.

            ### INFO OPT\\_IDLE\\_001 Inactive stream

            - **3d0h** `stream ACME/ORDERS: idle for 3d0h`

            What to do: Mend it; ask `@`nobody about `#`1, or see \\<b\\>the manual\\</b\\>.

            ### Unconfirmed: found before, and not seen this time

            - **1m0s** CONSUMER\\_001 `consumer ACME/ORDERS/hidden: 1 replica is offline`

            ### Resolved

            - **1m0s** CONSUMER\\_001 `consumer ACME/ORDERS/gone: 1 replica is offline`

            ### Accepted: found, and not counted

            - `CONSUMER_001 connection refused until 2026-03-09 (connection refused): 1`

            ### Suppressions

            - `suppression SERVER_018 connection refused has expired, its last day was 2026-02-28 (connection refused)`

            ### Not wrong yet, and will be if things go on as they did

            - **in 1h30m** SERVER\\_001 `server hub/ORDERS: 10 now, reported at 20`

            ### Not seen

            - `server ORDERS answered nothing: connection refused`
            - `ACME_009 broke: java.lang.IllegalStateException: connection refused`
            - `refused (connection refused): META_001`
            - `ORDERS not looked at (connection refused): CONSUMER_001`

            | Checks | passed | failed | skipped | broke |
            |---:|---:|---:|---:|---:|
            | 7 | 1 | 3 | 2 | 1 |
            """);
  }

  @Test
  void isShortWhereNothingIsWrong() {
    assertThat(Rendered.of(MarkdownReport.format(SampleReports.healthy())).shape())
        .containsExactly("heading 2", "table");
  }

  @Property(tries = 200)
  void noNameChangesThePageOrReachesAnyone(@ForAll("names") String name) {
    Rendered rendered = Rendered.of(MarkdownReport.format(SampleReports.named(name, name)));

    assertThat(rendered.traps()).isEmpty();
    assertThat(rendered.texts()).noneMatch(each -> each.contains("@") || each.contains("#"));
    assertThat(rendered.shape())
        .isEqualTo(Rendered.of(MarkdownReport.format(SampleReports.full())).shape());
  }

  @Provide
  Arbitrary<String> names() {
    return HostileNames.any();
  }

  @Test
  void theKnownTricksChangeNothing() {
    HostileNames.known().forEach(this::noNameChangesThePageOrReachesAnyone);
  }

  @Test
  void fitsInAComment() {
    for (String name : HostileNames.known()) {
      assertThat(MarkdownReport.format(SampleReports.named(name, name))).hasSizeLessThan(65_536);
    }
    assertThat(
            MarkdownReport.format(
                SampleReports.many(100_000, Severity.WARNING, "`".repeat(10_000))))
        .hasSizeLessThan(65_536)
        .contains("and 99,990 more");
  }

  @Test
  void saysHowManyFindingsDoNotFit() {
    String report = MarkdownReport.format(SampleReports.ofChecks(500, "x".repeat(400)));

    assertThat(report).hasSizeLessThan(65_536).contains("more findings** would not fit here");
    assertThat(report).contains("| Checks |");
  }
}
