// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cost;

import static io.natschecks.core.checks.shared.Written.DAY;
import static io.natschecks.core.checks.shared.Written.LABEL;
import static io.natschecks.core.checks.shared.Written.ORDERS;
import static io.natschecks.core.checks.shared.Written.ago;
import static io.natschecks.core.checks.shared.Written.now;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.core.checks.shared.Written;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class OverReplicatedInactiveStreamTest extends CheckContract {

  @Override
  protected OverReplicatedInactiveStream check() {
    return new OverReplicatedInactiveStream();
  }

  @Override
  protected List<Snapshot> healthyPast() {
    return Written.HEALTHY_DAY;
  }

  @Test
  void firesWhereThreeReplicasAreKeptOfWhatNobodyWritesTo() {
    assertThat(run(500, 500, config -> config))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_COST_001 stream/hub/ACME/ORDERS")
        .hasMessage(
            "stream ACME/ORDERS: 3 replicas (reported from 3), and last sequence 500 unchanged for"
                + " 1d0h")
        .hasObserved(3)
        .hasLimit(3)
        .hasEvidence("num_replicas", 3)
        .hasEvidence("last_sequence", 500)
        .hasEvidence("last_message_time", "2026-01-20T10:00:00Z")
        .hasEvidence("bytes", "512.0 MiB")
        .hasEvidence("window", "1d0h");
  }

  @Test
  void staysSilentAfterASingleMessage() {
    assertThat(run(500, 501, config -> config)).passed();
  }

  @Test
  void leavesOutStreamsOfTwoReplicas() {
    assertThat(run(500, 500, config -> config.replicas(2))).passed().lookedAt(2);
  }

  @Test
  void leavesOutSealedStreams() {
    assertThat(run(500, 500, config -> config.sealed(true))).passed().lookedAt(2);
  }

  @Test
  void isSkippedWithTheCurrentSnapshotAlone() {
    assertThat(tester().run(now(500).snapshot())).skipped(SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void cannotJudgeAStreamThatWasMadeInsideTheWindow() {
    Instant created = Deployments.NOW.minus(Duration.ofHours(3));
    Snapshot made =
        ago(Duration.ofHours(2), 500).stream(ORDERS, stream -> Written.madeAt(created, stream))
            .snapshot();
    Snapshot unchanged =
        now(500).stream(ORDERS, stream -> Written.madeAt(created, stream)).snapshot();

    assertThat(tester().after(List.of(ago(DAY, 500).snapshot(), made)).run(unchanged))
        .passed()
        .hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void takesTheNumberOfReplicasThatIsConfigured() {
    assertThat(
            tester()
                .with(OverReplicatedInactiveStream.MIN_REPLICAS, 4L)
                .after(List.of(ago(DAY, 500).snapshot()))
                .run(now(500).snapshot()))
        .findsNothing();
  }

  private CheckResult run(long before, long after, UnaryOperator<StreamConfig.Builder> change) {
    return tester()
        .after(List.of(ago(DAY, before).snapshot()))
        .run(now(after).streamConfig(ORDERS, change).snapshot());
  }
}
