// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JetStreamMemoryPressureTest extends CheckContract {

  @Override
  protected JetStreamMemoryPressure check() {
    return new JetStreamMemoryPressure();
  }

  @Test
  void firesAtExactlyTheShareOfTheReservation() {
    assertThat(run(900, 1_000L, Limit.of(10_000)))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "server A/a1: JetStream memory: 900 B of 1000 B in use (90.0 percent, reported from 90),"
                + " against the reservations of its streams")
        .hasObserved(900)
        .hasLimit(1_000)
        .hasEvidence("memory", 900)
        .hasEvidence("reserved_memory", 1_000)
        .hasEvidence("max_memory", 10_000)
        .hasEvidence("percent", 90);
  }

  @Test
  void staysSilentBelowTheShare() {
    assertThat(run(899, 1_000L, Limit.of(10_000))).passed();
  }

  @Test
  void measuresAgainstTheMaximumWhereNothingIsReserved() {
    assertThat(run(5_000, 0L, Limit.of(5_500)))
        .onlyFinding()
        .hasLimit(5_500)
        .hasEvidence("max_memory", 5_500)
        .hasEvidence("reserved_memory", 0);
  }

  @Test
  void measuresAgainstTheMaximumOnceTheReservationIsOutgrown() {
    assertThat(run(1_200, 1_000L, Limit.of(10_000))).passed();
  }

  @Test
  void doesNotSpeakOfServersWithoutJetStream() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .jetStream(
                            "a1", server -> server.enabled(false).memory(100).reservedMemory(100L))
                        .snapshot()))
        .findsNothing()
        .lookedAt(3);
  }

  @Test
  void foreseesWhenItFires() {
    assertThat(tester().runHourly(JetStreamMemoryPressureTest::using, 500, 600, 700, 800, 850))
        .onlyForecast()
        .isAbout("server A/a1")
        .firesIn(Duration.ofMinutes(30));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(tester().runHourly(JetStreamMemoryPressureTest::using, 800, 500, 850, 400, 800))
        .hasForecasts(0);
  }

  private CheckResult run(long used, @Nullable Long reserved, Limit maximum) {
    return tester()
        .run(
            Deployments.healthy()
                .jetStream(
                    "a1", server -> server.memory(used).reservedMemory(reserved).maxMemory(maximum))
                .snapshot());
  }

  private static Snapshot using(long bytes) {
    return Deployments.healthy()
        .jetStream("a1", server -> server.memory(bytes).reservedMemory(1_000L))
        .snapshot();
  }
}
