// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.DiscardPolicy;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Retention;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggressiveWorkQueueConsumerTest extends CheckContract {

  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  @Override
  protected AggressiveWorkQueueConsumer check() {
    return new AggressiveWorkQueueConsumer();
  }

  @ParameterizedTest(name = "ack wait {0} ms, max deliver {1}: {2}")
  @CsvSource({
    "30000, 10, false",
    "30000, -1, false",
    "29999, -1, true",
    "30000, 9, true",
    "30000, 1, true",
    "30000, 0, false",
    "1000, 1, true",
    "0, -1, false"
  })
  void firesBelowEitherBound(long ackWaitMillis, long maxDeliver, boolean fires) {
    CheckResult result =
        run(Retention.WORK_QUEUE, DiscardPolicy.NEW, Duration.ofMillis(ackWaitMillis), maxDeliver);
    if (fires) {
      assertThat(result).findsExactly("OPT_SYS_024 stream/hub/ACME/ORDERS consumer=ship");
    } else {
      assertThat(result).passed().lookedAt(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"WORK_QUEUE, OLD", "LIMITS, NEW", "INTEREST, NEW"})
  void leavesOutOtherStreams(Retention retention, DiscardPolicy discard) {
    assertThat(run(retention, discard, Duration.ofSeconds(1), 1)).findsNothing().lookedAt(0);
  }

  @Test
  void saysBothSettings() {
    assertThat(run(Retention.WORK_QUEUE, DiscardPolicy.NEW, Duration.ofMillis(2_500), 3))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: refuses new messages when full, and its consumer ship waits 2.5s"
                + " for an acknowledgement (reported below 30s) and gives a message up after"
                + " 3 deliveries (reported below 10)")
        .hasSeverity(Severity.WARNING)
        .hasObserved(2.5)
        .hasEvidence("min_ack_wait_secs", 30)
        .hasEvidence("max_deliver", 3)
        .hasEvidence("min_max_deliver", 10)
        .hasEvidence("consumer_name", "ship")
        .hasEvidence("retention", "workqueue")
        .hasEvidence("discard", "new")
        .hasEvidence("kind", "stream");
  }

  @Test
  void saysTheOtherSettingAsItIs() {
    assertThat(run(Retention.WORK_QUEUE, DiscardPolicy.NEW, HALF_A_MINUTE, 1))
        .onlyFinding()
        .hasMessageContaining("ship gives a message up after 1 delivery (reported below 10)")
        .hasObserved(1)
        .hasEvidence("ack_wait_secs", 30);
    assertThat(run(Retention.WORK_QUEUE, DiscardPolicy.NEW, Duration.ofSeconds(5), -1))
        .onlyFinding()
        .hasEvidence("max_deliver", "unlimited");
  }

  @Test
  void givesOneFindingForEachConsumer() {
    Snapshot snapshot =
        deployment(Retention.WORK_QUEUE, DiscardPolicy.NEW)
            .consumerConfig(Ship.ORDERS, "ship", config -> config.ackWait(Duration.ofSeconds(1)))
            .consumerConfig(Ship.ORDERS, "bill", config -> config.maxDeliver(Limit.of(2)))
            .snapshot();

    assertThat(tester().run(snapshot))
        .findsExactly(
            "OPT_SYS_024 stream/hub/ACME/ORDERS consumer=bill",
            "OPT_SYS_024 stream/hub/ACME/ORDERS consumer=ship");
  }

  @Test
  void cannotJudgeWithoutTheConfigurations() {
    Snapshot unknownConsumer =
        deployment(Retention.WORK_QUEUE, DiscardPolicy.NEW)
            .consumer(Ship.ORDERS, "ship", ship -> ship.config(null))
            .snapshot();
    Snapshot unknownStream =
        Deployments.healthy().stream(
                Ship.ORDERS, s -> new Stream(s.id(), s.created(), null, s.views()))
            .snapshot();

    assertThat(tester().run(unknownConsumer)).hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
    assertThat(tester().run(unknownStream)).hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  private CheckResult run(
      Retention retention, DiscardPolicy discard, Duration ackWait, long maxDeliver) {
    return tester()
        .run(
            deployment(retention, discard)
                .consumerConfig(
                    Ship.ORDERS,
                    "ship",
                    config -> config.ackWait(ackWait).maxDeliver(Limit.fromServer(maxDeliver)))
                .snapshot());
  }

  private static DeploymentBuilder deployment(Retention retention, DiscardPolicy discard) {
    return Deployments.healthy()
        .streamConfig(Ship.ORDERS, config -> config.retention(retention).discard(discard));
  }
}
