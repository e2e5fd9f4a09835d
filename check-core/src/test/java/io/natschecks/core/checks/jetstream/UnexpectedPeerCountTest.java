// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.core.checks.jetstream.Orders.follower;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.testkit.CheckContract;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnexpectedPeerCountTest extends CheckContract {

  @Override
  protected UnexpectedPeerCount check() {
    return new UnexpectedPeerCount();
  }

  @Test
  void passesTheWantedNumber() {
    assertThat(run(Orders.healthy().monitored("io.nats.monitor.peer-expect", "3"))).passed();
  }

  @Test
  void firesForOneTooFew() {
    assertThat(
            run(
                Orders.healthy()
                    .followers(follower("a2"))
                    .withoutViewsOf("a3")
                    .monitored("io.nats.monitor.peer-expect", "3")))
        .onlyFinding()
        .hasMessage("stream ACME/ORDERS: 2 peers instead of 3 (io.nats.monitor.peer-expect)")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(2)
        .hasLimit(3)
        .hasEvidence("peer_names", "a1, a2");
  }

  @Test
  void countsAPeerThatIsOffline() {
    assertThat(
            run(
                Orders.healthy()
                    .followers(follower("a2"), Orders.offline("a3"))
                    .withoutViewsOf("a3")
                    .monitored("io.nats.monitor.peer-expect", "3")))
        .passed();
  }

  @Test
  void firesForACopyThatWasLeftBehind() {
    assertThat(run(Orders.healthy().alsoOn("b1").monitored("io.nats.monitor.peer-expect", "3")))
        .onlyFinding()
        .hasEvidence("peer_names", "a1, a2, a3, b1");
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true", "0, false", "-1, false"})
  void countsAStreamOfOneReplicaAsOne(String expected, boolean fires) {
    assertThat(
            run(
                Orders.healthy()
                    .followers()
                    .withoutViewsOf("a2", "a3")
                    .monitored("io.nats.monitor.peer-expect", expected)))
        .hasFindings(fires ? 1 : 0)
        .lookedAt(1);
  }

  @Test
  void leavesOutAStreamThatIsNotOptedIn() {
    assertThat(run(Orders.healthy().metadata(Map.of("io.nats.monitor.peer-expect", "5"))))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void leavesAStreamAloneWhoseMonitoringIsSwitchedOff() {
    assertThat(
            run(
                Orders.healthy()
                    .metadata(
                        Map.of(
                            "io.nats.monitor.enabled",
                            "false",
                            "io.nats.monitor.peer-expect",
                            "5"))))
        .passed();
  }

  @Test
  void cannotJudgeASwitchThatCannotBeRead() {
    assertThat(
            run(
                Orders.healthy()
                    .metadata(
                        Map.of(
                            "io.nats.monitor.enabled", "yes", "io.nats.monitor.peer-expect", "5"))))
        .skipped(SkipReason.NOT_EVALUABLE)
        .notLookedAt(1)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAThresholdThatCannotBeRead() {
    assertThat(run(Orders.healthy().monitored("io.nats.monitor.peer-expect", "three")))
        .skipped(SkipReason.NOT_EVALUABLE)
        .notLookedAt(1)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAStreamOfUnknownConfiguration() {
    assertThat(run(Orders.healthy().withoutConfig()))
        .skipped(SkipReason.NOT_EVALUABLE)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAStreamWithoutALeader() {
    assertThat(run(Orders.healthy().monitored("io.nats.monitor.peer-expect", "5").leaderless()))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  private CheckResult run(Orders orders) {
    return tester().run(orders.snapshot());
  }
}
