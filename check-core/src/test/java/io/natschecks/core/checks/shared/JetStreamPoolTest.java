// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Evidence;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.server.JetStreamMemoryPressure;
import io.natschecks.testkit.CheckTester;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Judged through the check of memory, whose bound is 90 percent. */
class JetStreamPoolTest {

  private static final String RESERVATION = "the reservations of its streams";
  private static final String MAXIMUM = "the configured maximum";

  @ParameterizedTest
  @CsvSource({
    "900, 1000, 10000", // at the bound of the reservation
    "1000, 1000, 10000", // a reservation that is full is still a ceiling
    "1200, 1000, -1", // outgrown, and no maximum is known
    "1200, 1000, 0"
  })
  void measuresAgainstTheReservation(long used, long reserved, long maximum) {
    assertThat(run(used, reserved, maximum)).onlyFinding().hasEvidence("basis", RESERVATION);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "unknown",
      value = {"1001, 1000, 1100", "5000, 0, 5500", "95, unknown, 100"})
  void measuresAgainstTheMaximum(long used, @Nullable Long reserved, long maximum) {
    assertThat(run(used, reserved, maximum)).onlyFinding().hasEvidence("basis", MAXIMUM);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "unknown",
      value = {"899, 1000, 10000", "1001, 1000, 10000", "4000, 0, 5500", "89, unknown, 100"})
  void staysSilentBelowTheBound(long used, @Nullable Long reserved, long maximum) {
    assertThat(run(used, reserved, maximum)).passed().notLookedAt(0);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "unknown",
      value = {"500, 0, -1", "500, unknown, 0", "0, unknown, -1"})
  void isNotEvaluableWithoutReservationAndMaximum(
      long used, @Nullable Long reserved, long maximum) {
    assertThat(run(used, reserved, maximum))
        .findsNothing()
        .hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotSpeakOfAStoreThatIsSwitchedOff() {
    assertThat(run(0, 0L, 0)).passed().lookedAt(3).notLookedAt(0);
  }

  @Test
  void recordsServersOfWhichItIsMissing() {
    Snapshot snapshot =
        Deployments.healthy().missing(Section.JSZ, "a1", Status.TIMED_OUT).silent("a2").snapshot();

    assertThat(CheckTester.of(new JetStreamMemoryPressure()).run(snapshot))
        .findsNothing()
        .hasGap("server A/a1", SkipReason.TIMED_OUT)
        .hasGap("server a2", SkipReason.TIMED_OUT);
  }

  @Property
  void scalingAllBytesNeverChangesAVerdict(
      @ForAll @LongRange(max = 2_000) long used,
      @ForAll @LongRange(max = 1_000) long reserved,
      @ForAll @LongRange(max = 3_000) long maximum,
      @ForAll @LongRange(min = 1, max = 1L << 30) long factor) {
    assertThat(run(used * factor, reserved * factor, maximum * factor))
        .hasFindings(run(used, reserved, maximum).findingCount());
  }

  @Property
  void evidenceSatisfiesThePredicate(
      @ForAll @LongRange(max = 2_000) long used,
      @ForAll @LongRange(max = 1_000) long reserved,
      @ForAll @LongRange(max = 3_000) long maximum) {
    run(used, reserved, maximum)
        .findings()
        .forEach(
            finding -> {
              Evidence evidence = finding.evidence();
              if (count(evidence.observed()) * 100.0 / count(evidence.limit()) < 90) {
                throw new AssertionError(finding.message());
              }
            });
  }

  @Test
  void foreseesWhenTheShareOfTheReservationIsReached() {
    assertThat(hourly(1_000, 10_000, 500, 600, 700, 800, 850))
        .onlyForecast()
        .isAbout("server A/a1")
        .firesIn(Duration.ofMinutes(30))
        .hasMessage("server A/a1: 850 B now, +100 B an hour, reported at 900 B");
  }

  @Test
  void foreseesWhenTheShareOfTheMaximumIsReachedWhereNothingIsReserved() {
    assertThat(hourly(0, 1_000, 400, 500, 600, 700, 800))
        .onlyForecast()
        .firesIn(Duration.ofHours(1));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(hourly(1_000, 10_000, 800, 500, 850, 400, 800)).hasForecasts(0);
  }

  @Test
  void saysWhenTheReservationWillBeFull() {
    assertThat(hourly(1_000, 10_000, 800, 825, 850, 875, 900))
        .onlyFinding()
        .hasEvidence("limit_reached_at", "2026-02-01T16:00:00Z");
  }

  private static long count(Evidence.@Nullable Item item) {
    return item != null && item.value() instanceof Evidence.Count count ? count.amount() : -1;
  }

  private static CheckResult hourly(long reserved, long maximum, long... used) {
    return CheckTester.of(new JetStreamMemoryPressure())
        .runHourly(now -> with(now, reserved, maximum), used);
  }

  private static CheckResult run(long used, @Nullable Long reserved, long maximum) {
    return CheckTester.of(new JetStreamMemoryPressure()).run(with(used, reserved, maximum));
  }

  private static Snapshot with(long used, @Nullable Long reserved, long maximum) {
    return Deployments.healthy()
        .jetStream(
            "a1",
            server ->
                server.memory(used).reservedMemory(reserved).maxMemory(Limit.fromServer(maximum)))
        .snapshot();
  }
}
