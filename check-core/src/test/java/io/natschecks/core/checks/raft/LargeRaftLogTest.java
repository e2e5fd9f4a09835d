// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import static io.natschecks.testkit.CheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Evidence;
import io.natschecks.api.Forecast;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargeRaftLogTest extends CheckContract {

  private static final long GIB = 1L << 30;
  private static final long TIB = 1L << 40;

  @Override
  protected LargeRaftLog check() {
    return new LargeRaftLog();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0, 0, 1024, WARNING",
    "10.0, 1, 0, ",
    "50.0, 0, 1024, CRITICAL",
    "5.0, 0, 10, WARNING",
    "8.0, 0, 10, CRITICAL",
    "4.9, 0, 10, ",
    "10.0, 0, -1, WARNING"
  })
  void firesFromASizeOrAShareOfTheStorage(
      double gib, long less, long storageGib, Severity severity) {
    CheckResult result = run((long) (gib * GIB) - less, storage(storageGib));

    if (severity == null) {
      assertThat(result).passed().lookedAt(OrdersGroup.NODES);
    } else {
      assertThat(result).onlyFinding().hasSeverity(severity);
    }
  }

  @Test
  void judgesTheSizeAloneWhereTheConfigurationOfTheServerIsNotKnown() {
    assertThat(
            tester()
                .run(
                    OrdersGroup.on("a2", node -> node.walBytes(10 * GIB))
                        .server("a2", server -> server.jetStreamServer(null))
                        .snapshot()))
        .onlyFinding()
        .hasMessage(
            "raft-group hub/ACME/S-R3F-ORDERS: a log of 10.0 GiB on a2 (reported from 10.0 GiB); it"
                + " keeps stream ORDERS");
  }

  @Test
  void showsTheShareOfTheStorage() {
    assertThat(run(5 * GIB, Limit.of(10 * GIB)))
        .onlyFinding()
        .hasMessage(
            "raft-group hub/ACME/S-R3F-ORDERS: a log of 5.0 GiB, 50.0 percent of max_storage on a2"
                + " (reported from 5.0 GiB); it keeps stream ORDERS")
        .hasKey("OPT_SYS_023 raft-group/hub/ACME/S-R3F-ORDERS server=a2")
        .hasObserved(5 * GIB)
        .hasLimit(5 * GIB)
        .hasEvidence("wal_gib", 5.0)
        .hasEvidence("max_storage", 10 * GIB)
        .hasEvidence("pct_of_max_store", 50.0)
        .hasEvidence("wal_messages", 100);
  }

  @Test
  void aCriticalBoundBelowTheOtherDoesNotReportEarlier() {
    assertThat(
            tester()
                .with(LargeRaftLog.CRIT_BYTES, 1.0)
                .run(OrdersGroup.on("a2", node -> node.walBytes(2 * GIB)).snapshot()))
        .findsNothing();
  }

  @Test
  void foreseesWhenAGrowingLogWillBeReported() {
    CheckResult result = growing(5 * GIB, GIB);

    assertThat(result).findsNothing();
    Forecast forecast = result.forecasts().iterator().next();
    assertThat(result.forecasts()).hasSize(1);
    assertThat(forecast.at())
        .isCloseTo(
            Deployments.NOW.plus(Duration.ofMinutes(25)), Assertions.within(1, ChronoUnit.MINUTES));
    assertThat(forecast.severity()).isEqualTo(Severity.WARNING);
    assertThat(forecast.key()).isEqualTo("OPT_SYS_023 raft-group/hub/ACME/S-R3F-ORDERS server=a2");
  }

  @Test
  void aReportedLogSaysWhenItWillBeCritical() {
    assertThat(growing(20 * GIB, GIB))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasEvidence("limit_reached_at", "2026-02-01T14:30:00Z");
  }

  @Test
  void aLogThatShrinksReachesNoLimit() {
    assertThat(growing(60 * GIB, -GIB, Limit.unlimited()))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .satisfies(
            finding ->
                Assertions.assertThat(finding.evidence().items())
                    .extracting(Evidence.Item::name)
                    .doesNotContain("limit_reached_at"));
  }

  @Test
  void foreseesNothingOfALogThatStandsStillOrIsSmall() {
    assertThat(growing(5 * GIB, 0).forecasts()).isEmpty();
    assertThat(growing(60L << 20, 1L << 20).forecasts()).isEmpty();
  }

  private CheckResult run(long bytes, Limit storage) {
    return tester()
        .run(
            OrdersGroup.on("a2", node -> node.walBytes(bytes))
                .jetStream("a2", jetStream -> jetStream.maxStorage(storage))
                .snapshot());
  }

  private static Limit storage(long gib) {
    return gib < 0 ? Limit.unlimited() : Limit.of(gib * GIB);
  }

  /** Six snapshots, five minutes apart, the last one now. */
  private CheckResult growing(long bytes, long step) {
    return growing(bytes, step, Limit.of(TIB));
  }

  private CheckResult growing(long bytes, long step, Limit storage) {
    return tester()
        .after(
            OrdersGroup.past(
                "a2",
                log(bytes - 5 * step),
                log(bytes - 4 * step),
                log(bytes - 3 * step),
                log(bytes - 2 * step),
                log(bytes - step)))
        .run(
            OrdersGroup.on("a2", log(bytes))
                .jetStream("a2", jetStream -> jetStream.maxStorage(storage))
                .snapshot());
  }

  private static UnaryOperator<RaftNode.Builder> log(long bytes) {
    return node -> node.walBytes(bytes);
  }
}
