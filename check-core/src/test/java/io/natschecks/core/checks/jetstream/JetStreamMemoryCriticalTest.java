// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

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

class JetStreamMemoryCriticalTest extends CheckContract {

  @Override
  protected JetStreamMemoryCritical check() {
    return new JetStreamMemoryCritical();
  }

  @Test
  void firesAtExactlyTheShareOfTheReservation() {
    assertThat(run(95, 100L, Limit.of(1_000)))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasMessage(
            "server A/a1: JetStream memory: 95 B of 100 B in use (95.0 percent, reported from 95),"
                + " against the reservations of its streams")
        .hasEvidence("max_memory", 1_000);
  }

  @Test
  void staysSilentBelowTheShare() {
    assertThat(run(94, 100L, Limit.of(1_000))).passed();
    assertThat(run(949, 1_000L, Limit.of(10_000))).passed();
  }

  @Test
  void measuresAgainstTheMaximumOnceTheReservationIsOutgrown() {
    assertThat(run(150, 100L, Limit.of(1_000))).passed();
  }

  @Test
  void measuresAgainstTheMaximumWhereNothingIsReserved() {
    assertThat(run(95, 0L, Limit.of(100))).onlyFinding().hasLimit(100);
  }

  @Test
  void takesAWrappedNegativeReservationForUnknown() {
    // 18446744073709551615 comes out of the decoder as null.
    assertThat(run(95, null, Limit.unlimited())).findsNothing();
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
    assertThat(tester().runHourly(JetStreamMemoryCriticalTest::using, 500, 600, 700, 800, 850))
        .onlyForecast()
        .isAbout("server A/a1")
        .firesIn(Duration.ofHours(1));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(tester().runHourly(JetStreamMemoryCriticalTest::using, 800, 500, 850, 400, 800))
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
