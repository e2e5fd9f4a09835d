// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.testkit.CheckContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaftQueueBackpressureTest extends CheckContract {

  @Override
  protected RaftQueueBackpressure check() {
    return new RaftQueueBackpressure();
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 0, 0, 0, false",
    "0, 0, 0, 1001, true",
    "1001, 0, 0, 0, true",
    "600, 600, 600, 600, false",
    "0, 0, 0, 0, false"
  })
  void firesForOneQueueAboveTheLimitAndNeverForTheirSum(
      long proposals, long entries, long responses, long apply, boolean fires) {
    assertThat(run(proposals, entries, responses, apply))
        .hasFindings(fires ? 1 : 0)
        .lookedAt(OrdersGroup.NODES);
  }

  @ParameterizedTest
  @CsvSource({
    "2000, 9, 9, 9, proposal",
    "9, 2000, 9, 9, entry",
    "9, 9, 2000, 9, response",
    "9, 9, 9, 2000, apply",
    "9, 2000, 9, 2000, entry"
  })
  void namesTheStageThatIsSlow(
      long proposals, long entries, long responses, long apply, String stage) {
    assertThat(run(proposals, entries, responses, apply))
        .onlyFinding()
        .hasMessageContaining("2,000 items wait in the " + stage + " queue");
  }

  @Test
  void listsAllFourQueues() {
    assertThat(run(1, 2, 3, 1001))
        .onlyFinding()
        .hasMessage(
            "raft-group hub/ACME/S-R3F-ORDERS: 1,001 items wait in the apply queue of a2 (reported"
                + " above 1,000); it keeps stream ORDERS")
        .hasKey("OPT_SYS_010 raft-group/hub/ACME/S-R3F-ORDERS server=a2")
        .hasSeverity(Severity.WARNING)
        .hasObserved(1001)
        .hasLimit(1000)
        .hasEvidence("ipq_proposal_len", 1)
        .hasEvidence("ipq_entry_len", 2)
        .hasEvidence("ipq_resp_len", 3)
        .hasEvidence("ipq_apply_len", 1001);
  }

  @Test
  void followsItsParameter() {
    assertThat(
            tester()
                .with(RaftQueueBackpressure.MAX_IPQ, 99L)
                .run(OrdersGroup.onAll(node -> node.responseQueue(100)).snapshot()))
        .hasFindings(3);
  }

  private CheckResult run(long proposals, long entries, long responses, long apply) {
    return tester()
        .run(
            OrdersGroup.on(
                    "a2",
                    node ->
                        node.proposalQueue(proposals)
                            .entryQueue(entries)
                            .responseQueue(responses)
                            .applyQueue(apply))
                .snapshot());
  }
}
