// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighConsumerRedeliveryTest extends CheckContract {

  @Override
  protected HighConsumerRedelivery check() {
    return new HighConsumerRedelivery();
  }

  @ParameterizedTest(name = "{0} deliveries, {1} in redelivery: {2} findings")
  @CsvSource({"1000,100,0", "1000,101,1", "100,11,1", "99,99,0"})
  void firesAboveTheShareOnceTheVolumeIsThere(long delivered, long redelivered, int findings) {
    assertThat(run(5_000, 5_000 + delivered, redelivered)).hasFindings(findings);
  }

  @Test
  void saysWhatWasDeliveredAndWhen() {
    assertThat(run(5_000, 6_000, 250))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "consumer ACME/ORDERS/ship: 250 messages in redelivery, 1,000 deliveries in 1d0h (25.0"
                + " percent, reported above 10)")
        .hasObserved(25)
        .hasLimit(10)
        .hasEvidence("num_redelivered", 250)
        .hasEvidence("delivered", 1_000)
        .hasEvidence("first_sample_time", "2026-01-31T12:00:00Z")
        .hasEvidence("last_sample_time", "2026-02-01T12:00:00Z");
  }

  @Test
  void cannotTellFromASingleSnapshot() {
    assertThat(tester().run(now(6_000, 500)))
        .findsNothing()
        .hasGap(Ship.LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void needsNoPastWhereNothingIsInRedelivery() {
    assertThat(tester().run(now(6_000, 0))).passed().notLookedAt(0);
  }

  @Test
  void cannotTellWhereDeliveriesWereCountedAnew() {
    assertThat(run(6_000, 10, 9)).findsNothing().hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void followsAConsumerThatWasMadeAnewFromThereOn() {
    Snapshot anew =
        DeploymentBuilder.from(now(6_000, 500))
            .consumer(Ship.ORDERS, "ship", ship -> ship.created(Deployments.NOW))
            .snapshot();

    assertThat(tester().after(List.of(before(5_000))).run(anew))
        .findsNothing()
        .hasGap(Ship.LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void theLeaderMayMove() {
    Snapshot moved =
        DeploymentBuilder.from(now(6_000, 500))
            .consumer(
                Ship.ORDERS,
                "ship",
                ship ->
                    ship.serverName("a2")
                        .serverId(Deployments.idOf("a2"))
                        .cluster(Ship.group("a2", Ship.online("a1"), Ship.online("a3"))))
            .snapshot();

    assertThat(tester().after(List.of(before(5_000))).run(moved)).hasFindings(1);
  }

  @Test
  void recordsAConsumerWithoutALeader() {
    Snapshot leaderless =
        Ship.leaderless(Ship.group(null, Ship.online("a1"), Ship.online("a2"))).snapshot();

    assertThat(tester().after(List.of(before(5_000))).run(leaderless))
        .findsNothing()
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void followsItsParameters() {
    Snapshot now = now(5_050, 4);
    List<Snapshot> past = List.of(before(5_000));

    assertThat(tester().with(HighConsumerRedelivery.REDELIVERY_PERCENT, 5.0).after(past).run(now))
        .passed();
    assertThat(
            tester()
                .with(HighConsumerRedelivery.REDELIVERY_PERCENT, 5.0)
                .with(HighConsumerRedelivery.MIN_DELIVERED, 50L)
                .after(past)
                .run(now))
        .hasFindings(1);
  }

  private CheckResult run(long before, long now, long redelivered) {
    return tester().after(List.of(before(before))).run(now(now, redelivered));
  }

  private static Snapshot before(long delivered) {
    return snapshot(Duration.ofHours(-24), delivered, 0);
  }

  private static Snapshot now(long delivered, long redelivered) {
    return snapshot(Duration.ZERO, delivered, redelivered);
  }

  private static Snapshot snapshot(Duration later, long delivered, long redelivered) {
    return Deployments.healthy(later)
        .consumer(
            Ship.ORDERS,
            "ship",
            ship -> ship.deliveredConsumerSequence(delivered).redelivered(redelivered))
        .snapshot();
  }
}
