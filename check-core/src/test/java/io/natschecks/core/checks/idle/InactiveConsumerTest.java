// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.idle;

import static io.natschecks.core.checks.shared.Written.DAY;
import static io.natschecks.core.checks.shared.Written.ORDERS;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.shared.Written;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class InactiveConsumerTest extends CheckContract {

  private static final String LABEL = "consumer ACME/ORDERS/ship";
  private static final Duration HOUR = Duration.ofHours(1);

  @Override
  protected InactiveConsumer check() {
    return new InactiveConsumer();
  }

  @Override
  protected List<Snapshot> healthyPast() {
    return Written.HEALTHY_DAY;
  }

  @Test
  void firesWhereNothingNewWasDelivered() {
    assertThat(run(delivered(DAY, 100), delivered(Duration.ZERO, 100)))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_IDLE_003 consumer/hub/ACME/ORDERS/ship")
        .hasMessage(
            "consumer ACME/ORDERS/ship: delivered sequence 100 unchanged for 1d0h, 20 messages"
                + " pending")
        .hasObserved(100)
        .hasLimit(100)
        .hasEvidence("delivered_sequence", 100)
        .hasEvidence("num_pending", 20)
        .hasEvidence("num_ack_pending", 20)
        .hasEvidence("last_delivered_time", "2026-02-01T11:59:59Z")
        .hasEvidence("samples", 2)
        .hasEvidence("window", "1d0h");
  }

  @Test
  void staysSilentAfterASingleDelivery() {
    assertThat(run(delivered(DAY, 100), delivered(Duration.ZERO, 101))).passed().lookedAt(6);
  }

  @Test
  void cannotJudgeAConsumerThatWasSeenOnce() {
    Snapshot withoutIt =
        Deployments.healthy(DAY.negated())
            .edit(
                all ->
                    all.consumers(
                        Deployments.healthy(DAY.negated()).snapshot().consumers().stream()
                            .filter(consumer -> !consumer.name().equals("ship"))
                            .toList()))
            .snapshot();

    assertThat(run(withoutIt, delivered(Duration.ZERO, 100)))
        .passed()
        .hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
    assertThat(tester().run(delivered(Duration.ZERO, 100))).skipped(SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void cannotJudgeAConsumerWithoutALeaderNow() {
    ClusterInfo leaderless = new ClusterInfo("A", null, "C-R3F-ORDERS-ship", List.of());

    assertThat(
            tester()
                .after(List.of(delivered(DAY, 100), delivered(HOUR, 100)))
                .run(ship(Duration.ZERO, ship -> ship.cluster(leaderless))))
        .passed()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void comparesTheTwoEndsAlone() {
    assertThat(run(delivered(DAY, 100), delivered(HOUR, 150), delivered(Duration.ZERO, 100)))
        .findsExactly(LABEL);
  }

  @Test
  void firesForAConsumerThatWasMadeInsideTheWindow() {
    Instant created = Deployments.NOW.minus(HOUR);
    UnaryOperator<Consumer.Builder> fresh =
        ship -> ship.created(created).deliveredStreamSequence(0);

    assertThat(
            run(
                delivered(DAY, 100),
                ship(Duration.ofMinutes(1), fresh),
                ship(Duration.ZERO, fresh)))
        .onlyFinding()
        .hasMessageContaining("delivered sequence 0 unchanged for 1m0s");
  }

  @Test
  void aConsumerThatWasMadeAnewIsAnother() {
    Instant created = Deployments.NOW.minus(HOUR);

    assertThat(
            run(
                delivered(DAY, 100),
                ship(Duration.ZERO, ship -> ship.created(created).deliveredStreamSequence(100))))
        .passed()
        .hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void takesTheNumberOfSamplesThatIsConfigured() {
    assertThat(
            tester()
                .with(InactiveConsumer.MIN_SAMPLES, 3L)
                .after(List.of(delivered(DAY, 100)))
                .run(delivered(Duration.ZERO, 100)))
        .passed()
        .hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  private CheckResult run(Snapshot... snapshots) {
    List<Snapshot> all = List.of(snapshots);
    return tester().after(all.subList(0, all.size() - 1)).run(all.get(all.size() - 1));
  }

  private static Snapshot delivered(Duration ago, long sequence) {
    return ship(ago, ship -> ship.deliveredStreamSequence(sequence));
  }

  private static Snapshot ship(Duration ago, UnaryOperator<Consumer.Builder> change) {
    return Deployments.healthy(ago.negated()).consumer(ORDERS, "ship", change).snapshot();
  }
}
