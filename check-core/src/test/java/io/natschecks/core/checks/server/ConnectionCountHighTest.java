// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionCountHighTest extends CheckContract {

  @Override
  protected ConnectionCountHigh check() {
    return new ConnectionCountHigh();
  }

  @ParameterizedTest
  @CsvSource({"80, 100", "52429, 65536", "200, 100"})
  void firesFromTheThresholdOn(int connections, long most) {
    assertThat(run(connections, Limit.of(most))).findsExactly("server A/a1");
  }

  @ParameterizedTest
  @CsvSource({"79, 100", "52428, 65536", "0, 100"})
  void staysSilentBelowEvenIfItRoundsToTheThreshold(int connections, long most) {
    assertThat(run(connections, Limit.of(most))).passed();
  }

  @ParameterizedTest
  @CsvSource({"-1", "0"})
  void staysSilentWithoutALimit(long most) {
    assertThat(run(10, Limit.positiveFromServer(most))).passed();
  }

  @Test
  void saysHowMuchIsUsed() {
    assertThat(run(95, Limit.of(100)))
        .onlyFinding()
        .hasMessage("server A/a1: 95 of 100 connections in use (95.0 percent, reported from 80)")
        .hasSeverity(Severity.WARNING)
        .hasObserved(95)
        .hasLimit(100)
        .hasEvidence("percent", 95);
  }

  @Test
  void cannotJudgeAServerOfWhichAHalfIsMissing() {
    assertThat(
            tester()
                .run(Deployments.healthy().server("a1", server -> server.config(null)).snapshot()))
        .passed()
        .hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void followsItsParameter() {
    assertThat(
            tester()
                .with(ConnectionCountHigh.WARN_PERCENT, 0.01)
                .run(Deployments.healthy().snapshot()))
        .hasFindings(7);
  }

  @Test
  void foreseesWhenTheThresholdIsReached() {
    assertThat(tester().runHourly(ConnectionCountHighTest::with, 30, 40, 50, 60, 70))
        .passed()
        .onlyForecast()
        .isAbout("server A/a1")
        .firesIn(Duration.ofHours(1))
        .hasMessage(
            "server A/a1: 70 connections now, +10 connections an hour, reported at 80 connections");
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(tester().runHourly(ConnectionCountHighTest::with, 70, 60, 75, 55, 70))
        .hasForecasts(0);
  }

  @Test
  void foreseesNothingWithoutALimit() {
    assertThat(
            tester()
                .runHourly(connections -> with(connections, Limit.unlimited()), 30, 40, 50, 60, 70))
        .hasForecasts(0);
  }

  @Test
  void saysWhenTheLastConnectionWillBeGone() {
    assertThat(tester().runHourly(ConnectionCountHighTest::with, 50, 60, 70, 80, 90))
        .onlyFinding()
        .hasEvidence("limit_reached_at", "2026-02-01T13:00:00Z")
        .hasEvidence("growth", 10);
  }

  private CheckResult run(int connections, Limit most) {
    return tester().run(with(connections, most));
  }

  private static Snapshot with(long connections) {
    return with(connections, Limit.of(100));
  }

  private static Snapshot with(long connections, Limit most) {
    return Deployments.healthy()
        .statistics("a1", all -> all.connections((int) connections))
        .config("a1", all -> all.maxConnections(most))
        .snapshot();
  }
}
