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

class JetStreamStoragePressureTest extends CheckContract {

  @Override
  protected JetStreamStoragePressure check() {
    return new JetStreamStoragePressure();
  }

  private static final long GIB = 1L << 30;

  @Test
  void firesAtExactlyTheShareOfTheReservation() {
    assertThat(run(90 * GIB, 100 * GIB, Limit.of(1_024 * GIB)))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "server A/a1: JetStream storage: 90.0 GiB of 100.0 GiB in use (90.0 percent, reported"
                + " from 90), against the reservations of its streams")
        .hasEvidence("storage", 90 * GIB)
        .hasEvidence("reserved_storage", 100 * GIB)
        .hasEvidence("max_storage", 1_024 * GIB);
  }

  @Test
  void staysSilentBelowTheShare() {
    assertThat(run(899 * GIB / 10, 100 * GIB, Limit.of(1_024 * GIB))).passed();
  }

  @Test
  void measuresAgainstTheMaximumWhereNothingIsReserved() {
    assertThat(run(50 * GIB, 0L, Limit.of(55 * GIB))).onlyFinding().hasLimit(55 * GIB);
  }

  @Test
  void measuresAgainstTheMaximumOnceTheReservationIsOutgrown() {
    assertThat(run(150 * GIB, 100 * GIB, Limit.of(1_024 * GIB))).passed();
  }

  @Test
  void doesNotSpeakOfServersWithoutJetStream() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .jetStream(
                            "a1",
                            server -> server.enabled(false).storage(100).reservedStorage(100L))
                        .snapshot()))
        .findsNothing()
        .lookedAt(3);
  }

  @Test
  void foreseesWhenItFires() {
    assertThat(tester().runHourly(JetStreamStoragePressureTest::using, 500, 600, 700, 800, 850))
        .onlyForecast()
        .isAbout("server A/a1")
        .firesIn(Duration.ofMinutes(30));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(tester().runHourly(JetStreamStoragePressureTest::using, 800, 500, 850, 400, 800))
        .hasForecasts(0);
  }

  private CheckResult run(long used, @Nullable Long reserved, Limit maximum) {
    return tester()
        .run(
            Deployments.healthy()
                .jetStream(
                    "a1",
                    server -> server.storage(used).reservedStorage(reserved).maxStorage(maximum))
                .snapshot());
  }

  private static Snapshot using(long bytes) {
    return Deployments.healthy()
        .jetStream("a1", server -> server.storage(bytes).reservedStorage(1_000L))
        .snapshot();
  }
}
