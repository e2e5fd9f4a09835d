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
import java.time.Duration;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AckPendingBuildupTest extends CheckContract {

  @Override
  protected AckPendingBuildup check() {
    return new AckPendingBuildup();
  }

  @ParameterizedTest
  @ValueSource(longs = {800, 1_000})
  void firesFromTheLimitOn(long pending) {
    assertThat(run(pending, Limit.of(1_000))).findsExactly(Ship.LABEL);
  }

  @Test
  void staysSilentBelowTheLimit() {
    assertThat(run(799, Limit.of(1_000))).passed();
  }

  @Test
  void leavesOutConsumersWithoutTheLimit() {
    assertThat(run(50_000, Limit.unlimited())).passed().lookedAt(5);
    assertThat(run(10, Limit.of(0))).passed().lookedAt(5);
  }

  @Test
  void saysHowMuchIsUsed() {
    assertThat(run(875, Limit.of(1_000)))
        .onlyFinding()
        .hasMessage(
            "consumer ACME/ORDERS/ship: 875 of 1,000 pending acknowledgements in use"
                + " (87.5 percent, reported from 80)")
        .hasSeverity(Severity.WARNING)
        .hasObserved(875)
        .hasLimit(1_000)
        .hasEvidence("num_ack_pending", 875)
        .hasEvidence("max_ack_pending", 1_000)
        .hasEvidence("percent", "87.5 percent")
        .hasEvidence("ack_wait", "30s")
        .hasEvidence("num_pending", 20);
  }

  @Test
  void cannotJudgeWithoutTheConfiguration() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .consumer(Ship.ORDERS, "ship", ship -> ship.config(null))
                        .snapshot()))
        .passed()
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotListenToFollowers() {
    assertThat(
            tester()
                .run(
                    Ship.leaderless(Ship.group(null, Ship.online("a2")))
                        .consumer(Ship.ORDERS, "ship", ship -> ship.ackPending(1_000))
                        .snapshot()))
        .findsNothing()
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void foreseesWhenTheLimitIsReached() {
    Assertions.assertThat(run(hours -> 700 + 20L * hours).forecasts())
        .singleElement()
        .satisfies(
            forecast -> {
              Assertions.assertThat(forecast.at())
                  .isEqualTo(Deployments.NOW.plus(Duration.ofHours(5)));
              Assertions.assertThat(forecast.entity().label()).isEqualTo(Ship.LABEL);
            });
  }

  @Test
  void foreseesNothingWithoutAClearTrendOrWithoutALimit() {
    Assertions.assertThat(run(hours -> 700 + 50 * (hours % 2)).forecasts()).isEmpty();
    Assertions.assertThat(run(Limit.unlimited(), hours -> 700 + 20L * hours).forecasts()).isEmpty();
  }

  @Test
  void saysWhenDeliveryWillStop() {
    assertThat(run(hours -> 900 + 20L * hours))
        .onlyFinding()
        .hasEvidence("limit_reached_at", "2026-02-01T17:00:00Z");
  }

  private CheckResult run(IntToLongFunction pending) {
    return run(Limit.of(1_000), pending);
  }

  private CheckResult run(Limit limit, IntToLongFunction pending) {
    List<Snapshot> past =
        IntStream.rangeClosed(-10, -1)
            .mapToObj(
                hours ->
                    waiting(
                        Deployments.healthy(Duration.ofHours(hours)),
                        pending.applyAsLong(hours),
                        limit))
            .toList();
    return tester().after(past).run(waiting(Deployments.healthy(), pending.applyAsLong(0), limit));
  }

  private CheckResult run(long pending, Limit limit) {
    return tester().run(waiting(Deployments.healthy(), pending, limit));
  }

  private static Snapshot waiting(DeploymentBuilder deployment, long pending, Limit limit) {
    return deployment
        .consumer(Ship.ORDERS, "ship", ship -> ship.ackPending(pending))
        .consumerConfig(Ship.ORDERS, "ship", config -> config.maxAckPending(limit))
        .snapshot();
  }
}
