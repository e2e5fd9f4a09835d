// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

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

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "95, 100, 1000, the reservations of its streams",
        "94, 100, 1000, -",
        "949, 1000, -1, -",
        "150, 100, 1000, -",
        "95, 0, 100, the configured maximum"
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
