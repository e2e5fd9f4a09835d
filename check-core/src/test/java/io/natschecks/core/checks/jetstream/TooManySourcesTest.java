// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.testkit.CheckContract;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TooManySourcesTest extends CheckContract {

  @Override
  protected TooManySources check() {
    return new TooManySources();
  }

  @ParameterizedTest
  @CsvSource({"3, 4, true", "3, 3, false", "0, 1, false", "0, 0, false"})
  void firesAboveTheThreshold(String threshold, int sources, boolean fires) {
    assertThat(
            run(
                Orders.healthy()
                    .sources(sources)
                    .monitored("io.nats.monitor.max-sources", threshold)))
        .hasFindings(fires ? 1 : 0)
        .lookedAt(1);
  }

  @Test
  void namesTheSourcesThatThereAre() {
    assertThat(run(Orders.healthy().sources(2).monitored("io.nats.monitor.max-sources", "1")))
        .onlyFinding()
        .hasMessage("stream ACME/ORDERS: 2 sources, more than 1 (io.nats.monitor.max-sources)")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(2)
        .hasLimit(1)
        .hasEvidence("source_names", "SOURCE1, SOURCE2");
  }

  @Test
  void leavesOutAStreamThatIsNotOptedIn() {
    assertThat(
            run(Orders.healthy().sources(9).metadata(Map.of("io.nats.monitor.max-sources", "3"))))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void leavesAStreamAloneWhoseMonitoringIsSwitchedOff() {
    assertThat(
            run(
                Orders.healthy()
                    .sources(9)
                    .metadata(
                        Map.of(
                            "io.nats.monitor.enabled",
                            "false",
                            "io.nats.monitor.max-sources",
                            "3"))))
        .passed();
  }

  @Test
  void cannotJudgeASwitchThatCannotBeRead() {
    assertThat(
            run(
                Orders.healthy()
                    .sources(9)
                    .metadata(
                        Map.of(
                            "io.nats.monitor.enabled", "yes", "io.nats.monitor.max-sources", "3"))))
        .skipped(SkipReason.NOT_EVALUABLE)
        .notLookedAt(1)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAThresholdThatCannotBeRead() {
    assertThat(run(Orders.healthy().sources(9).monitored("io.nats.monitor.max-sources", "three")))
        .skipped(SkipReason.NOT_EVALUABLE)
        .notLookedAt(1)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAStreamOfUnknownConfiguration() {
    assertThat(run(Orders.healthy().sources(9).withoutConfig()))
        .skipped(SkipReason.NOT_EVALUABLE)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAStreamWithoutALeader() {
    assertThat(
            run(
                Orders.healthy()
                    .sources(9)
                    .monitored("io.nats.monitor.max-sources", "3")
                    .leaderless()))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  private CheckResult run(Orders orders) {
    return tester().run(orders.snapshot());
  }
}
