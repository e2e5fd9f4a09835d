// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.text.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NagiosReportTest {

  /** Label, value with its unit, thresholds for warning and critical, minimum. */
  private static final Pattern PERFORMANCE =
      Pattern.compile(
          "[a-z_]+=\\d+(\\.\\d+)?s?;\\d*;\\d*;0( [a-z_]+=\\d+(\\.\\d+)?s?;\\d*;\\d*;0)*");

  private static final Pattern STATUS =
      Pattern.compile("NATS (OK|WARNING|CRITICAL|UNKNOWN) - [^|\\n]+");

  @Test
  void saysWhatIsWrongAndWhatWasNotSeen() {
    assertThat(NagiosReport.format(SampleReports.full(), false))
        .isEqualTo(
            """
            NATS CRITICAL - 1 critical, 1 info, 2 consequences, 1 accepted, 1 server silent, 2 checks blind, not all was seen | \
            critical=1;;0;0 warning=0;0;;0 info=0;;;0 findings=4;;;0 accepted=1;;;0 unconfirmed=1;;;0 checks_passed=1;;;0 \
            checks_failed=3;;;0 checks_skipped=2;;;0 checks_errored=1;;;0 checks_blind=2;;;0 servers=2;;;0 \
            servers_silent=1;;;0 snapshot_time=1.200s;;;0 evaluation_time=0.034s;;;0
            CRITICAL SERVER_018 [15m5s] server hub/ORDERS: 4 restarts (limit 3); explains 2 findings: CONSUMER_001 \
            Offline consumer replicas (2)
            INFO OPT_IDLE_001 [3d0h] stream ACME/ORDERS: idle for 3d0h
            NOT SEEN server ORDERS answered nothing: connection refused
            NOT SEEN ACME_009 broke: java.lang.IllegalStateException: connection refused
            NOT SEEN refused (connection refused): META_001
            NOT SEEN and 1 more
            """);
  }

  @Test
  void theStateFollowsFindingsAndThenSight() {
    AuditReport healthy = SampleReports.healthy();
    AuditReport warning = SampleReports.many(1, Severity.WARNING, "bad");

    assertThat(NagiosState.of(SampleReports.full(), false)).isEqualTo(NagiosState.CRITICAL);
    assertThat(NagiosState.of(warning, false)).isEqualTo(NagiosState.WARNING);
    assertThat(NagiosState.of(healthy, true)).isEqualTo(NagiosState.OK);
    assertThat(NagiosState.of(healthy, false)).isEqualTo(NagiosState.UNKNOWN);
    assertThat(NagiosState.of(SampleReports.blind(), true)).isEqualTo(NagiosState.UNKNOWN);
    assertThat(NagiosState.of(SampleReports.many(1, Severity.INFO, "x"), true))
        .isEqualTo(NagiosState.OK);
  }

  @Test
  void theExitStatusIsThatOfPlugins() {
    assertThat(List.of(NagiosState.values()))
        .extracting(NagiosState::exitStatus)
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void thresholdsAgreeWithTheState() {
    assertThat(NagiosReport.format(SampleReports.many(3, Severity.WARNING, "bad"), true))
        .startsWith("NATS WARNING - 3 warnings | critical=0;;0;0 warning=3;0;;0 ");
    assertThat(NagiosReport.format(SampleReports.healthy(), true))
        .startsWith("NATS OK - no findings | critical=0;;0;0 warning=0;0;;0 ")
        .hasLineCount(1);
  }

  @Test
  void fitsWhatReadersTake() {
    String long100 = NagiosReport.format(SampleReports.many(1_000, Severity.WARNING, "b"), true);

    assertThat(long100.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(4_096);
    assertThat(long100).endsWith(" more\n");
    assertHarmless(long100);
  }

  @Property(tries = 200)
  void noNameForgesALineANumberOrACommand(@ForAll("names") String name) {
    assertHarmless(NagiosReport.format(SampleReports.named(name, name), false));
    assertHarmless(NagiosReport.unknown(name));
  }

  @Provide
  Arbitrary<String> names() {
    return HostileNames.any();
  }

  @Test
  void theKnownTricksDoNothing() {
    HostileNames.known().forEach(this::noNameForgesALineANumberOrACommand);
  }

  private static void assertHarmless(String output) {
    assertThat(output.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(4_096);
    assertThat(output.chars().filter(each -> each == '|').count()).isLessThanOrEqualTo(1);
    assertThat(output).doesNotContain("<", ">", "`");
    assertThat(output.codePoints().filter(each -> each != '\n')).allMatch(PlainText::isPrintable);
    String[] first = output.lines().findFirst().orElseThrow().split(" \\| ");
    assertThat(first[0]).matches(STATUS);
    if (first.length > 1) {
      assertThat(first[1]).matches(PERFORMANCE);
    }
    assertThat(output.lines().skip(1))
        .allMatch(each -> each.matches("(CRITICAL|WARNING|INFO|NOT SEEN|and) .*"));
  }
}
