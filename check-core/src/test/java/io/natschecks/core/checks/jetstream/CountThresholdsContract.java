// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.StreamState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for every check of a warning and a critical threshold for a count. */
abstract class CountThresholdsContract extends MonitoredStreamContract {

  private final String keys;
  private final String unit;
  private final LongFunction<UnaryOperator<StreamState>> held;

  CountThresholdsContract(String keys, String unit, LongFunction<UnaryOperator<StreamState>> held) {
    super(keys + "-warn", "500", "5e2");
    this.keys = "io.nats.monitor." + keys;
    this.unit = unit;
    this.held = held;
  }

  @Override
  Orders past() {
    return Orders.healthy().holding(held.apply(9_999));
  }

  @ParameterizedTest
  @CsvSource({
    "500, 1000, 500, none",
    "500, 1000, 501, WARNING",
    "500, 1000, 1000, WARNING",
    "500, 1000, 1001, CRITICAL",
    "1000, 500, 1000, none",
    "1000, 500, 999, WARNING",
    "1000, 500, 500, WARNING",
    "1000, 500, 499, CRITICAL",
    "500, 500, 9999, none",
    "500, 500, 1, none",
    "500, none, 501, WARNING",
    "500, none, 500, none",
    "none, 500, 501, CRITICAL",
    "none, 500, 500, none",
    "1000, 0, 9999, none",
    "0, 500, 9999, none",
    "-1, -1, 9999, none"
  })
  void takesTheDirectionFromTheTwoThresholds(
      String warn, String critical, long count, String severity) {
    CheckResult result = run(stream(warn, critical, count));

    if (severity.equals("none")) {
      assertThat(result).passed();
    } else {
      assertThat(result).onlyFinding().hasSeverity(Severity.valueOf(severity));
    }
  }

  @Test
  void namesCountThresholdsAndDirection() {
    assertThat(run(stream("1000", "500", 700)))
        .onlyFinding()
        .hasMessage("stream ACME/ORDERS: 700 " + unit + ", too few (" + keys + "-warn is 1,000)")
        .hasObserved(700)
        .hasLimit(1_000)
        .hasEvidence("critical_threshold", "500 " + unit)
        .hasEvidence("direction", "too few");
  }

  @Test
  void namesTheThresholdThatIsPassed() {
    assertThat(run(stream("500", "1000", 1_500)))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: 1,500 " + unit + ", too many (" + keys + "-critical is 1,000)")
        .hasEvidence("warn_threshold", "500 " + unit)
        .hasEvidence("threshold_key", keys + "-critical");
  }

  @Test
  void takesNoDirectionFromOneThresholdWhereTheOtherCannotBeRead() {
    assertThat(run(stream("1000", "many", 9_999))).skipped(SkipReason.NOT_EVALUABLE).notLookedAt(1);
  }

  @Property(tries = 200)
  void scalingCountAndThresholdsNeverChangesTheVerdict(
      @ForAll @IntRange(min = 1, max = 50) int warn,
      @ForAll @IntRange(min = 1, max = 50) int critical,
      @ForAll @IntRange(max = 60) int count,
      @ForAll @IntRange(min = 1, max = 1_000_000) int factor) {
    CheckResult plain = run(stream("" + warn, "" + critical, count));
    CheckResult scaled =
        run(
            stream(
                "" + (long) warn * factor, "" + (long) critical * factor, (long) count * factor));

    assertThat(scaled).hasFindings(plain.findingCount());
    if (plain.findingCount() > 0) {
      assertThat(scaled).onlyFinding().hasSeverity(plain.findings().get(0).severity());
    }
  }

  @Test
  void foreseesTheWarningOfTooMany() {
    assertThat(hourly("499", "1000", 300, 325, 350, 375, 400))
        .onlyForecast()
        .isAbout(Orders.LABEL)
        .hasSeverity(Severity.WARNING)
        .firesIn(Duration.ofHours(4));
  }

  @Test
  void foreseesTheWarningOfTooFew() {
    assertThat(hourly("501", "100", 700, 675, 650, 625, 600))
        .onlyForecast()
        .hasSeverity(Severity.WARNING)
        .firesIn(Duration.ofHours(4));
  }

  @Test
  void foreseesACriticalThresholdThatIsAlone() {
    assertThat(hourly("none", "499", 300, 325, 350, 375, 400))
        .onlyForecast()
        .hasSeverity(Severity.CRITICAL)
        .firesIn(Duration.ofHours(4));
  }

  @Test
  void saysWhenAWarningTurnsCritical() {
    assertThat(hourly("500", "699", 500, 525, 550, 575, 600))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasEvidence("limit_reached_at", "2026-02-01T16:00:00Z");
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(hourly("499", "1000", 400, 300, 450, 250, 400)).hasForecasts(0);
    assertThat(hourly("none", "none", 300, 325, 350, 375, 400)).hasForecasts(0);
  }

  private CheckResult hourly(String warn, String critical, long... counts) {
    return tester().runHourly(count -> stream(warn, critical, count).snapshot(), counts);
  }

  private Orders stream(String warn, String critical, long count) {
    Map<String, String> metadata = new HashMap<>(Map.of("io.nats.monitor.enabled", "true"));
    metadata.put(keys + "-warn", warn);
    metadata.put(keys + "-critical", critical);
    metadata.values().removeIf("none"::equals);
    return Orders.healthy().holding(held.apply(count)).metadata(metadata);
  }
}
