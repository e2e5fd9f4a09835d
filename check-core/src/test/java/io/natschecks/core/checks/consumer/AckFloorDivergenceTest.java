// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AckFloorDivergenceTest extends CheckContract {

  private static final long FLOOR = 7_000;

  @Override
  protected AckFloorDivergence check() {
    return new AckFloorDivergence();
  }

  @ParameterizedTest(name = "max_ack_pending {0}, gap {1}: {2}")
  @CsvSource({
    "1000, 2001, INFO",
    "1000, 5000, INFO",
    "1000, 5001, WARNING",
    "1000000, 100001, INFO",
    "1000000, 1000000, INFO",
    "1000000, 1000001, WARNING",
    "-1, 100001, INFO",
    "-1, 1000000, INFO",
    "-1, 1000001, WARNING",
    "0, 100001, INFO"
  })
  void firesAboveEitherBound(long maxAckPending, long gap, Severity severity) {
    assertThat(run(maxAckPending, gap)).onlyFinding().hasSeverity(severity);
  }

  @ParameterizedTest(name = "max_ack_pending {0}, gap {1}")
  @CsvSource({"1000, 2000", "-1, 100000", "0, 100000", "1000000, 100000", "1000, 0", "1000, -5"})
  void acceptsTheBoundsThemselves(long maxAckPending, long gap) {
    assertThat(run(maxAckPending, gap)).passed();
  }

  @Test
  void saysHowFarApartTheyAre() {
    assertThat(run(1_000, 2_500))
        .onlyFinding()
        .hasMessage(
            "consumer ACME/ORDERS/ship: acknowledged without a gap up to sequence 7,000,"
                + " delivered up to 9,500 (2,500 apart, reported above 2,000)")
        .hasObserved(2_500)
        .hasLimit(2_000)
        .hasEvidence("max_ack_pending", "1000")
        .hasEvidence("gap_ratio", 2.5)
        .hasEvidence("delivered_stream_seq", 9_500)
        .hasEvidence("ack_floor_stream_seq", 7_000)
        .hasEvidence("num_ack_pending", 20);
  }

  @Test
  void onlyTheNumbersDecideWithoutTheConfiguration() {
    assertThat(tester().run(withoutConfig(1_000_001)))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasEvidence("max_ack_pending", "unknown");
    assertThat(tester().run(withoutConfig(100_000)))
        .passed()
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
    assertThat(tester().run(withoutConfig(0))).passed().notLookedAt(0);
  }

  @Test
  void doesNotListenToFollowers() {
    assertThat(
            tester()
                .run(
                    Ship.leaderless(Ship.group(null, Ship.online("a2")))
                        .consumer(Ship.ORDERS, "ship", ship -> ship.ackFloorStreamSequence(0))
                        .snapshot()))
        .findsNothing()
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  private static Snapshot withoutConfig(long gap) {
    return apart(gap).consumer(Ship.ORDERS, "ship", ship -> ship.config(null)).snapshot();
  }

  private CheckResult run(long maxAckPending, long gap) {
    return tester()
        .run(
            apart(gap)
                .consumerConfig(
                    Ship.ORDERS,
                    "ship",
                    config -> config.maxAckPending(Limit.fromServer(maxAckPending)))
                .snapshot());
  }

  private static DeploymentBuilder apart(long gap) {
    return Deployments.healthy()
        .consumer(
            Ship.ORDERS,
            "ship",
            ship -> ship.ackFloorStreamSequence(FLOOR).deliveredStreamSequence(FLOOR + gap));
  }
}
