// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.testkit.CheckContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamSubjectCountInconsistencyTest extends CheckContract {

  @Override
  protected StreamSubjectCountInconsistency check() {
    return new StreamSubjectCountInconsistency();
  }

  @ParameterizedTest
  @CsvSource({"11, 10, true", "10, 10, false", "5, 0, false", "0, 10, false"})
  void firesWhenThereAreMoreSubjectsThanMessages(long subjects, long messages, boolean fires) {
    assertThat(run(subjects, messages)).hasFindings(fires ? 1 : 0);
  }

  @Test
  void namesBothCounts() {
    assertThat(run(11, 10))
        .onlyFinding()
        .hasMessage("stream ACME/ORDERS: 11 subjects in only 10 messages")
        .hasSeverity(Severity.WARNING)
        .hasObserved(11)
        .hasLimit(10)
        .hasEvidence("leader", "a1");
  }

  @Test
  void leavesOutAnEmptyStream() {
    assertThat(run(5, 0)).lookedAt(4);
  }

  @Test
  void believesTheLeaderAlone() {
    assertThat(tester().run(Orders.healthy().holding("a2", Orders.subjects(200_000)).snapshot()))
        .findsNothing();
  }

  private CheckResult run(long subjects, long messages) {
    return tester()
        .run(
            Orders.healthy()
                .holding(Orders.subjects(subjects))
                .holding(Orders.messages(messages))
                .snapshot());
  }
}
