// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.testkit.CheckContract;
import java.time.Duration;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for every check of a limit in the configuration of streams. */
abstract class StreamLimitContract extends CheckContract {

  /** The limit, as the server writes it. */
  abstract UnaryOperator<StreamConfig.Builder> limit(long limit);

  /** What is held against the limit. */
  abstract UnaryOperator<StreamState> held(long amount);

  @ParameterizedTest
  @CsvSource({
    "90, 100, true",
    "89, 100, false",
    "899, 1000, false",
    "120, 100, true",
    "1000, -1, false",
    "1000, 0, false"
  })
  void firesFromNinetyPercentOn(long held, long limit, boolean fires) {
    assertThat(run(held, limit)).hasFindings(fires ? 1 : 0);
  }

  @Test
  void believesTheLeaderAlone() {
    assertThat(
            tester()
                .run(
                    Orders.healthy()
                        .config(limit(100))
                        .holding(held(50))
                        .holding("a2", held(100))
                        .snapshot()))
        .findsNothing();
  }

  @Test
  void cannotJudgeAStreamOfUnknownConfiguration() {
    assertThat(tester().run(Orders.healthy().withoutConfig().snapshot()))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Property(tries = 100)
  void firesExactlyFromTheThresholdOn(
      @ForAll @IntRange(min = 1, max = 5_000) int limit, @ForAll @IntRange(max = 5_000) int held) {
    assertThat(run(held, limit)).hasFindings(held * 10L >= limit * 9L ? 1 : 0);
  }

  @Test
  void foreseesWhenItFires() {
    assertThat(hourly(100, 40, 50, 60, 70, 80))
        .passed()
        .onlyForecast()
        .isAbout(LABEL)
        .firesIn(Duration.ofHours(1));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(hourly(100, 80, 50, 85, 40, 80)).hasForecasts(0);
  }

  @Test
  void foreseesNothingWithoutTheLimit() {
    assertThat(hourly(-1, 40, 50, 60, 70, 80)).hasForecasts(0);
  }

  @Test
  void saysWhenTheLimitIsReached() {
    assertThat(hourly(100, 86, 88, 90, 92, 94))
        .onlyFinding()
        .hasEvidence("limit_reached_at", "2026-02-01T15:00:00Z");
  }

  private CheckResult hourly(long limit, long... held) {
    return tester()
        .runHourly(
            now -> Orders.healthy().config(limit(limit)).holding(held(now)).snapshot(), held);
  }

  CheckResult run(long held, long limit) {
    return tester().run(Orders.healthy().config(limit(limit)).holding(held(held)).snapshot());
  }
}
