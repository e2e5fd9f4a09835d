// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnboundPushConsumerTest extends CheckContract {

  @Override
  protected UnboundPushConsumer check() {
    return new UnboundPushConsumer();
  }

  @Test
  void firesWhereNobodyListens() {
    assertThat(run("deliver.x", false))
        .onlyFinding()
        .hasMessage(
            "consumer ACME/ORDERS/ship: nobody listens on its deliver subject deliver.x;"
                + " 20 messages are waiting")
        .hasSeverity(Severity.WARNING)
        .hasEvidence("push_bound", "false")
        .hasEvidence("deliver_subject", "deliver.x")
        .hasEvidence("deliver_group", "workers")
        .hasEvidence("num_pending", 20)
        .hasEvidence("paused", "no");
  }

  @Test
  void acceptsABoundConsumer() {
    assertThat(run("deliver.x", true)).passed().lookedAt(1);
  }

  @Test
  void leavesOutPullConsumers() {
    assertThat(run(null, false)).findsNothing().lookedAt(0);
    assertThat(run("", false)).findsNothing().lookedAt(0);
  }

  @Test
  void doesNotListenToFollowers() {
    assertThat(
            tester()
                .run(
                    Ship.leaderless(Ship.group(null, Ship.online("a2")))
                        .consumerConfig(
                            Ship.ORDERS, "ship", config -> config.deliverSubject("deliver.x"))
                        .snapshot()))
        .findsNothing()
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeWithoutTheConfiguration() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .consumer(Ship.ORDERS, "ship", ship -> ship.config(null))
                        .snapshot()))
        .findsNothing()
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  private CheckResult run(@Nullable String deliverSubject, boolean bound) {
    return tester()
        .run(
            Deployments.healthy()
                .consumer(Ship.ORDERS, "ship", ship -> ship.pushBound(bound))
                .consumerConfig(
                    Ship.ORDERS,
                    "ship",
                    config -> config.deliverSubject(deliverSubject).deliverGroup("workers"))
                .snapshot());
  }
}
