// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.idle;

import static io.natschecks.core.checks.shared.Written.DAY;
import static io.natschecks.core.checks.shared.Written.ORDERS;
import static io.natschecks.core.checks.shared.Written.ago;
import static io.natschecks.core.checks.shared.Written.now;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.shared.Written;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainedConsumerTest extends CheckContract {

  private static final String LABEL = "consumer ACME/ORDERS/ship";

  @Override
  protected DrainedConsumer check() {
    return new DrainedConsumer();
  }

  @Override
  protected List<Snapshot> healthyPast() {
    return Written.HEALTHY_DAY;
  }

  @Test
  void firesWhereNothingIsLeftToDoOnAQuietStream() {
    assertThat(run(50, drained(now(50))))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_IDLE_004 consumer/hub/ACME/ORDERS/ship")
        .hasMessage(
            "consumer ACME/ORDERS/ship: nothing left to deliver or to acknowledge, last sequence 50 of"
                + " the stream unchanged for 1d0h")
        .hasObserved(50)
        .hasLimit(50)
        .hasEvidence("num_pending", 0)
        .hasEvidence("num_ack_pending", 0)
        .hasEvidence("stream_last_sequence", 50)
        .hasEvidence("stream_last_message_time", "2026-01-20T10:00:00Z")
        .hasEvidence("window", "1d0h");
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "0, 1"})
  void staysSilentWhereOneMessageIsLeft(long pending, long ackPending) {
    assertThat(run(50, ship(now(50), pending, ackPending))).passed().lookedAt(6);
  }

  @Test
  void staysSilentWhereTheStreamIsWritten() {
    assertThat(run(50, drained(now(51)))).passed().lookedAt(6);
  }

  @Test
  void firesOnASealedStream() {
    assertThat(run(50, drained(now(50)).streamConfig(ORDERS, config -> config.sealed(true))))
        .findsExactly(LABEL);
  }

  @Test
  void cannotJudgeAConsumerOfAStreamThatWasSeenOnce() {
    Snapshot leaderless = ago(DAY, 50).stream(ORDERS, Written::withoutLeader).snapshot();

    assertThat(tester().after(List.of(leaderless)).run(drained(now(50)).snapshot()))
        .passed()
        .hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void countsTheSamplesOfAStreamThatHasNoLeaderNow() {
    Snapshot hourAgo = ago(Duration.ofHours(1), 50).snapshot();
    Snapshot leaderless = drained(now(50)).stream(ORDERS, Written::withoutLeader).snapshot();

    assertThat(tester().after(List.of(ago(DAY, 50).snapshot(), hourAgo)).run(leaderless))
        .onlyFinding()
        .hasMessageContaining("last sequence 50 of the stream unchanged for 23h0m");
  }

  @Test
  void cannotJudgeAConsumerOfAStreamThatNobodyReported() {
    Snapshot nobody = drained(now(50)).stream(ORDERS, Written::withoutViews).snapshot();

    assertThat(tester().after(List.of(ago(DAY, 50).snapshot())).run(nobody))
        .passed()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void saysNothingOfAConsumerThatIsGone() {
    DeploymentBuilder gone =
        now(50)
            .edit(
                all ->
                    all.consumers(
                        Deployments.healthy().snapshot().consumers().stream()
                            .filter(consumer -> !consumer.name().equals("ship"))
                            .toList()));

    assertThat(tester().after(List.of(drained(ago(DAY, 50)).snapshot())).run(gone.snapshot()))
        .passed()
        .lookedAt(5);
  }

  @Test
  void takesTheNumberOfSamplesThatIsConfigured() {
    assertThat(
            tester()
                .with(DrainedConsumer.MIN_STREAM_SAMPLES, 3L)
                .after(List.of(ago(DAY, 50).snapshot()))
                .run(drained(now(50)).snapshot()))
        .passed()
        .hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  private CheckResult run(long before, DeploymentBuilder now) {
    return tester().after(List.of(ago(DAY, before).snapshot())).run(now.snapshot());
  }

  private static DeploymentBuilder drained(DeploymentBuilder deployment) {
    return ship(deployment, 0, 0);
  }

  private static DeploymentBuilder ship(
      DeploymentBuilder deployment, long pending, long ackPending) {
    return deployment.consumer(
        ORDERS, "ship", ship -> ship.pending(pending).ackPending(ackPending));
  }
}
