// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.testkit.CheckContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamByteLimitTest extends CheckContract {

  @Override
  protected StreamByteLimit check() {
    return new StreamByteLimit();
  }

  @ParameterizedTest
  @CsvSource({
    "90, 100, true",
    "89, 100, false",
    "899, 1000, false",
    "120, 100, true",
    "1000, -1, false",
    "1000, 0, false"
  })
  void firesFromNinetyPercentOn(long used, long limit, boolean fires) {
    assertThat(run(used, limit)).hasFindings(fires ? 1 : 0);
  }

  @Test
  void saysHowMuchIsUsed() {
    assertThat(run(95, 100))
        .onlyFinding()
        .hasMessage("stream ACME/ORDERS: 95 B of 100 B in use (95.0 percent, reported from 90)")
        .hasSeverity(Severity.WARNING)
        .hasObserved(95)
        .hasLimit(100)
        .hasEvidence("bytes", 95)
        .hasEvidence("max_bytes", 100)
        .hasEvidence("percent", "95.0 percent")
        .hasEvidence("discard", "old");
  }

  @Test
  void believesTheLeaderAlone() {
    assertThat(
            tester()
                .run(
                    orders(100)
                        .holding(Orders.bytes(50))
                        .holding("a2", Orders.bytes(100))
                        .snapshot()))
        .findsNothing();
  }

  @Test
  void leavesOutStreamsWithoutTheLimit() {
    assertThat(run(1_000, -1)).lookedAt(4);
  }

  @Test
  void cannotJudgeAStreamOfUnknownConfiguration() {
    assertThat(tester().run(Orders.healthy().withoutConfig().snapshot()))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  private CheckResult run(long used, long limit) {
    return tester().run(orders(limit).holding(Orders.bytes(used)).snapshot());
  }

  private static Orders orders(long limit) {
    return Orders.healthy().config(config -> config.maxBytes(Limit.positiveFromServer(limit)));
  }
}
