// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.StreamOrigin;
import io.natschecks.api.snapshot.StreamSource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirrorLagCriticalTest extends MonitoredStreamContract {

  MirrorLagCriticalTest() {
    super("lag-critical", "100", "x");
  }

  @Override
  protected MirrorLagCritical check() {
    return new MirrorLagCritical();
  }

  @Override
  Orders past() {
    return mirror(500);
  }

  @ParameterizedTest
  @CsvSource({"100, 100, false", "100, 101, true", "0, 1, false", "-5, 1, false"})
  void firesAboveTheThreshold(String threshold, long lag, boolean fires) {
    assertThat(run(mirror(lag), threshold)).hasFindings(fires ? 1 : 0).lookedAt(1);
  }

  @Test
  void namesLagOriginAndThreshold() {
    assertThat(run(mirror(5_000), "100"))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: 5,000 messages behind its origin EVENTS"
                + " (io.nats.monitor.lag-critical is 100)")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(5_000)
        .hasLimit(100)
        .hasEvidence("origin", "EVENTS");
  }

  @Test
  void leavesOutAStreamWithSources() {
    assertThat(run(Orders.healthy().sources(1), "100")).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void cannotJudgeAMirrorOfWhichTheLeaderSaysNothing() {
    assertThat(run(mirror(500).mirror(null), "100"))
        .skipped(SkipReason.NOT_EVALUABLE)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void foreseesWhenItFires() {
    assertThat(hourly(20, 40, 60, 80, 100))
        .onlyForecast()
        .isAbout(LABEL)
        .firesIn(Duration.ofHours(1).plusMinutes(3));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(hourly(100, 20, 110, 10, 100)).hasForecasts(0);
  }

  private static Orders mirror(long lag) {
    return Orders.healthy()
        .config(config -> config.mirror(new StreamOrigin("EVENTS", null)))
        .mirror(new StreamSource("EVENTS", lag, Duration.ofSeconds(1), false));
  }

  private CheckResult hourly(long... lags) {
    Map<String, String> metadata =
        Map.of("io.nats.monitor.enabled", "true", MirrorLagCritical.LAG_CRITICAL.key(), "120");
    return tester().runHourly(lag -> mirror(lag).metadata(metadata).snapshot(), lags);
  }
}
