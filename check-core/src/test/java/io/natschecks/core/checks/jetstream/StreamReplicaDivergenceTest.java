// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.core.checks.jetstream.Orders.follower;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.testkit.CheckContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamReplicaDivergenceTest extends CheckContract {

  @Override
  protected StreamReplicaDivergence check() {
    return new StreamReplicaDivergence();
  }

  @ParameterizedTest
  @CsvSource({
    "20000, 18999, true",
    "20000, 19000, false",
    "100000, 98000, false",
    "1000, 500, false",
    "0, 0, false"
  })
  void firesAboveBothThresholds(long leader, long replica, boolean fires) {
    assertThat(run(copies(leader, replica))).hasFindings(fires ? 1 : 0);
  }

  @Test
  void namesTheSmallestAndTheLargest() {
    assertThat(run(copies(20_000, 15_000)))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: current replicas hold 15,000 messages on a2 and 20,000 on a1"
                + " (25.0 percent apart, reported above 5)")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(25)
        .hasLimit(5)
        .hasEvidence("difference", 5_000)
        .hasEvidence("smallest_server", "a2")
        .hasEvidence("smallest", 15_000)
        .hasEvidence("largest_server", "a1")
        .hasEvidence("largest", 20_000);
  }

  @Test
  void firesWhenAFollowerHoldsMore() {
    assertThat(run(copies(10_000, 20_000))).onlyFinding().hasEvidence("smallest_server", "a1");
  }

  @Test
  void leavesOutAReplicaThatIsNotCurrent() {
    assertThat(run(copies(20_000, 10_000).followers(behind("a2"), follower("a3")))).findsNothing();
  }

  @Test
  void cannotJudgeFewerThanTwoCurrentReplicas() {
    assertThat(run(copies(20_000, 10_000).followers(behind("a2")).withoutViewsOf("a3")))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void leavesOutAStreamOfOneReplica() {
    assertThat(run(copies(20_000, 10_000).config(config -> config.replicas(1))))
        .findsNothing()
        .lookedAt(2);
  }

  @Test
  void cannotPassACurrentReplicaThatIsInNoAnswer() {
    assertThat(run(copies(20_000, 20_000).withoutViewsOf("a3")))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void firesThoughACurrentReplicaIsInNoAnswer() {
    assertThat(run(copies(20_000, 10_000).withoutViewsOf("a3"))).findsExactly(LABEL);
  }

  @Test
  void cannotJudgeAStreamWithoutALeader() {
    assertThat(run(copies(20_000, 10_000).leaderless()))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  private static Replica behind(String name) {
    return new Replica(name, "peer-" + name, false, false, Duration.ofMillis(200), 10);
  }

  private static Orders copies(long leader, long replica) {
    return Orders.healthy()
        .holding(Orders.messages(leader))
        .holding("a2", Orders.messages(replica));
  }

  private CheckResult run(Orders orders) {
    return tester().run(orders.snapshot());
  }
}
