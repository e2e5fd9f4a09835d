// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighSubjectCardinalityTest extends CheckContract {

  @Override
  protected HighSubjectCardinality check() {
    return new HighSubjectCardinality();
  }

  @ParameterizedTest
  @CsvSource({"1000000, true", "999999, false", "0, false"})
  void firesFromTheLimitOn(long subjects, boolean fires) {
    assertThat(run(Orders.healthy().holding(Orders.subjects(subjects)))).hasFindings(fires ? 1 : 0);
  }

  @Test
  void saysHowMany() {
    assertThat(run(Orders.healthy().holding(Orders.subjects(1_500_000))))
        .onlyFinding()
        .hasMessage("stream ACME/ORDERS: 1,500,000 distinct subjects (reported from 1,000,000)")
        .hasSeverity(Severity.WARNING)
        .hasObserved(1_500_000)
        .hasLimit(1_000_000)
        .hasEvidence("messages", 100_000);
  }

  @Test
  void believesTheLeaderAlone() {
    assertThat(
            run(
                Orders.healthy()
                    .holding(Orders.subjects(999_999))
                    .holding("a2", Orders.subjects(1_000_000))))
        .findsNothing();
  }

  @Test
  void foreseesWhenItFires() {
    assertThat(
            tester()
                .runHourly(
                    HighSubjectCardinalityTest::holding,
                    500_000,
                    600_000,
                    700_000,
                    800_000,
                    900_000))
        .onlyForecast()
        .isAbout(Orders.LABEL)
        .firesIn(Duration.ofHours(1));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(
            tester()
                .runHourly(
                    HighSubjectCardinalityTest::holding,
                    900_000,
                    600_000,
                    950_000,
                    500_000,
                    900_000))
        .hasForecasts(0);
  }

  private CheckResult run(Orders orders) {
    return tester().run(orders.snapshot());
  }

  private static Snapshot holding(long subjects) {
    return Orders.healthy().holding(Orders.subjects(subjects)).snapshot();
  }
}
