// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.stream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Forecast;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighInteriorDeletesTest extends CheckContract {

  @Override
  protected HighInteriorDeletes check() {
    return new HighInteriorDeletes();
  }

  @ParameterizedTest(name = "{1} deletes beside {0} messages: {2}")
  @CsvSource({
    "1000000000, 100000000, false",
    "1000000000, 100000001, true",
    "100, 900, false",
    "1000, 9000, false",
    "1000, 9001, true",
    "100, 1001, true",
    "100, 1000, true",
    "0, 0, false",
    "2, 19, false",
    "0, 999, false",
    "0, 1000, true"
  })
  void firesAboveTheNumberOrTheShare(long messages, long deleted, boolean fires) {
    if (fires) {
      assertThat(run(messages, deleted)).findsExactly("stream ACME/ORDERS");
    } else {
      assertThat(run(messages, deleted)).passed();
    }
  }

  @Test
  void saysWhichShareIsGone() {
    assertThat(run(1_000, 9_001))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: has 9,001 interior deletes beside 1,000 messages"
                + " (90.0 percent of its sequences, reported above 90.0 percent)")
        .hasSeverity(Severity.WARNING)
        .hasObserved(9_001)
        .hasEvidence("max_delete_ratio", 90)
        .hasEvidence("num_deleted", 9_001)
        .hasEvidence("messages", 1_000)
        .hasEvidence("delete_ratio", "90.0 percent")
        .hasEvidence("first_seq", 1)
        .hasEvidence("last_seq", 10_001)
        .hasEvidence("kind", "stream");
  }

  @Test
  void saysWhichNumberIsExceeded() {
    assertThat(run(1_000_000_000, 100_000_001))
        .onlyFinding()
        .hasMessageContaining("(9.1 percent of its sequences, reported above 100,000,000 deletes)")
        .hasEvidence("max_deleted", 100_000_000);
  }

  @Test
  void noFloorReportsToysToo() {
    assertThat(
            tester()
                .with(HighInteriorDeletes.MIN_DELETED_FOR_RATIO, 0L)
                .run(Held.deletes(Deployments.healthy(), Held.ORDERS, 2, 19).snapshot()))
        .hasFindings(1);
    assertThat(
            tester()
                .with(HighInteriorDeletes.MIN_DELETED_FOR_RATIO, 0L)
                .run(Held.deletes(Deployments.healthy(), Held.ORDERS, 0, 0).snapshot()))
        .passed();
  }

  @Test
  void believesTheLeaderAlone() {
    Snapshot followers =
        Deployments.healthy()
            .streamViews(
                Held.ORDERS, view -> view.isLeaderView() ? view : Held.holding(view, 0, 5_000))
            .snapshot();

    assertThat(tester().run(followers)).passed();
  }

  @Test
  void foreseesWhenTheShareIsReached() {
    Assertions.assertThat(forecasts(hours -> 80_000 + hours * 1_000L))
        .singleElement()
        .satisfies(
            forecast ->
                Assertions.assertThat(forecast.at())
                    .isEqualTo(Deployments.NOW.plus(Duration.ofHours(10))),
            forecast ->
                Assertions.assertThat(forecast.message())
                    .isEqualTo(
                        "stream ACME/ORDERS: 80,000 messages now, +1,000 messages an hour,"
                            + " reported at 90,000 messages"));
  }

  @Test
  void foreseesNothingWhereTheNumberStands() {
    Assertions.assertThat(forecasts(hours -> 80_000)).isEmpty();
    Assertions.assertThat(forecasts(hours -> 80_000 - hours * 1_000L)).isEmpty();
  }

  private List<Forecast> forecasts(IntToLongFunction deleted) {
    CheckResult result =
        tester()
            .after(Held.past(10, Held.ORDERS, deployment -> deployment, deleted))
            .run(
                Held.deletes(Deployments.healthy(), Held.ORDERS, 10_000, deleted.applyAsLong(0))
                    .snapshot());
    assertThat(result).passed();
    return result.forecasts();
  }

  private CheckResult run(long messages, long deleted) {
    return tester()
        .run(Held.deletes(Deployments.healthy(), Held.ORDERS, messages, deleted).snapshot());
  }
}
