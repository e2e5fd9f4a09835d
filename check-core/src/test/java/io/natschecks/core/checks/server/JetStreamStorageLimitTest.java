// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.CheckTester;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JetStreamStorageLimitTest extends CheckContract {

  @Override
  protected JetStreamStorageLimit check() {
    return new JetStreamStorageLimit();
  }

  @ParameterizedTest
  @CsvSource({"900, WARNING", "949, WARNING", "950, CRITICAL", "1500, CRITICAL"})
  void isCriticalFromTheSecondShareOn(long storage, Severity severity) {
    assertThat(run(storage, Limit.of(1_000))).onlyFinding().hasSeverity(severity);
  }

  @Test
  void tellsTheBoundOfItsSeverity() {
    assertThat(run(90, Limit.of(100)))
        .onlyFinding()
        .hasMessage(
            "server A/a1: JetStream storage: 90 B of 100 B in use (90.0 percent, reported from 90)")
        .hasObserved(90)
        .hasLimit(100)
        .hasEvidence("percent", 90)
        .hasEvidence("critical_from", 95);
    assertThat(run(96, Limit.of(100)))
        .onlyFinding()
        .hasMessage(
            "server A/a1: JetStream storage: 96 B of 100 B in use (96.0 percent, reported from 95)");
  }

  @Test
  void staysSilentBelowTheFirstShare() {
    assertThat(run(899, Limit.of(1_000))).passed();
  }

  @Test
  void doesNotSpeakOfServersWithoutFileStorage() {
    assertThat(run(10, Limit.of(0))).findsNothing().lookedAt(3);
  }

  @Test
  void passesAServerWithoutALimit() {
    assertThat(run(96, Limit.unlimited())).passed().lookedAt(4);
  }

  @Test
  void letsTheFirstShareDecideWhereTheSecondIsSmaller() {
    CheckTester tester = tester().with(JetStreamStorageLimit.CRIT_PERCENT, 50.0);

    assertThat(tester.run(with(60, Limit.of(100)))).passed();
    assertThat(tester.run(with(90, Limit.of(100)))).onlyFinding().hasSeverity(Severity.CRITICAL);
  }

  @Test
  void recordsServersOfWhichItIsMissing() {
    assertThat(
            tester()
                .run(Deployments.healthy().missing(Section.JSZ, "a1", Status.MALFORMED).snapshot()))
        .findsNothing()
        .hasGap("server A/a1", SkipReason.MALFORMED);
  }

  @Test
  void foreseesTheFirstShare() {
    assertThat(tester().runHourly(used -> with(used, Limit.of(1_000)), 500, 600, 700, 800, 850))
        .onlyForecast()
        .hasSeverity(Severity.WARNING)
        .firesIn(Duration.ofMinutes(30));
  }

  @Test
  void foreseesThatItIsCriticalAtOnceWhereTheSecondShareIsSmaller() {
    assertThat(
            tester()
                .with(JetStreamStorageLimit.CRIT_PERCENT, 50.0)
                .runHourly(used -> with(used, Limit.of(1_000)), 500, 600, 700, 800, 850))
        .onlyForecast()
        .hasSeverity(Severity.CRITICAL);
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(tester().runHourly(used -> with(used, Limit.of(1_000)), 800, 500, 850, 400, 800))
        .hasForecasts(0);
  }

  @Test
  void saysWhenTheServerWillBeFull() {
    assertThat(tester().runHourly(used -> with(used, Limit.of(1_000)), 820, 840, 860, 880, 900))
        .onlyFinding()
        .hasEvidence("limit_reached_at", "2026-02-01T17:00:00Z");
  }

  private CheckResult run(long storage, Limit maximum) {
    return tester().run(with(storage, maximum));
  }

  private static Snapshot with(long storage, Limit maximum) {
    return Deployments.healthy()
        .jetStream("a1", server -> server.storage(storage).maxStorage(maximum))
        .snapshot();
  }
}
