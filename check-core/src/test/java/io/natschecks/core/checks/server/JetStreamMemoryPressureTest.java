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
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "899, 1000, 10000, -",
        "900, 1000, 10000, the reservations of its streams",
        "1000, 1000, 10000, the reservations of its streams",
        "1001, 1000, 10000, -",
        "1001, 1000, 1100, the configured maximum",
        "5000, 0, 5500, the configured maximum",
        "4000, 0, 5500, -",
        "95, -, 100, the configured maximum",
        "95, -, -1, -",
        "1200, 1000, -1, the reservations of its streams",
        "1200, 1000, 0, the reservations of its streams"
      })
  void choosesWhatItMeasuresAgainst(
      long used, @Nullable Long reserved, long maximum, @Nullable String basis) {
    CheckResult result = run(used, reserved, Limit.fromServer(maximum));

    if (basis == null) {
      assertThat(result).findsNothing();
    } else {
      assertThat(result).onlyFinding().hasEvidence("basis", basis);
    }
  }

  @Test
  void isNotEvaluableWithoutReservationAndMaximum() {
    assertThat(run(500, 0L, Limit.unlimited()))
        .findsNothing()
        .hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
    assertThat(run(500, null, Limit.of(0))).hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
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
  void recordsServersOfWhichItIsMissing() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .missing(Section.JSZ, "a1", Status.TIMED_OUT)
                        .silent("a2")
                        .snapshot()))
        .findsNothing()
        .hasGap("server A/a1", SkipReason.TIMED_OUT)
        .hasGap("server a2", SkipReason.TIMED_OUT);
  }

  private CheckResult run(long used, @Nullable Long reserved, Limit maximum) {
    return tester()
        .run(
            Deployments.healthy()
                .jetStream(
                    "a1", server -> server.memory(used).reservedMemory(reserved).maxMemory(maximum))
                .snapshot());
  }
}
