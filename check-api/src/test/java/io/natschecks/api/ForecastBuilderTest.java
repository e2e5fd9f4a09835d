// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.natschecks.api.history.ListedSamples;
import io.natschecks.api.history.Series;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastBuilderTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant NOW = ListedSamples.START.plus(HOUR.multipliedBy(4));
  private static final Series RISING = ListedSamples.every(HOUR, 60, 65, 70, 75, 80);
  private static final Series FALLING = ListedSamples.every(HOUR, 60, 55, 50, 45, 40);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("TEST_001", "Test")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING, Severity.CRITICAL)
          .category(Category.SATURATION)
          .entity(EntityType.SERVER)
          .remediation("Mend it")
          .runbook(Runbook.why("It matters").build())
          .since("0.1")
          .build();

  @Test
  void saysWhenTheCheckWillFire() {
    Forecast forecast = only(run(v -> v.forecast("connections", 90, "connections").from(RISING)));

    assertThat(forecast.code()).isEqualTo("TEST_001");
    assertThat(forecast.severity()).isEqualTo(Severity.WARNING);
    assertThat(forecast.key()).isEqualTo("TEST_001 server//n1");
    assertThat(forecast.at()).isEqualTo(NOW.plus(Duration.ofHours(2)));
    assertThat(forecast.message())
        .isEqualTo(
            "server n1: 80 connections now, +5 connections an hour, reported at 90 connections");
    assertThat(forecast.evidence().items())
        .extracting(item -> item.name() + "=" + item.value().display())
        .containsExactly(
            "connections=80 connections",
            "fires_at=90 connections",
            "growth=5 connections per hour",
            "span=4h0m");
  }

  @Test
  void saysSoOfValuesThatFall() {
    Series falling = ListedSamples.every(HOUR, 100, 95, 90, 85, 80);

    assertThat(only(run(v -> v.forecast("servers", 70, "servers").from(falling))).at())
        .isEqualTo(NOW.plus(Duration.ofHours(2)));
  }

  @Test
  void roundsABoundUpToTheFirstWholeValueThatReachesIt() {
    assertThat(only(run(v -> v.forecast("used", 89.1, "bytes").from(RISING))).message())
        .isEqualTo("server n1: 80 B now, +5 B an hour, reported at 90 B");
  }

  @Test
  void isNoneWithoutATrendTowardsTheBound() {
    for (Series series :
        List.of(
            Series.EMPTY,
            ListedSamples.every(HOUR, 80, 80, 80, 80, 80),
            ListedSamples.every(HOUR, 90, 88, 85, 82, 80),
            ListedSamples.every(HOUR, 70, 81, 69, 82, 80))) {
      assertThat(run(v -> v.forecast("used", 100, "bytes").from(series)).forecasts()).isEmpty();
    }
  }

  @Test
  void isNoneOfAnEntityWithoutAValueInThisSnapshot() {
    Series old = ListedSamples.every(HOUR, 60, 65, 70, 75, 80).since(NOW.minus(HOUR));
    Series ended = ListedSamples.every(Duration.ofMinutes(59), 60, 65, 70, 75, 80);

    assertThat(run(v -> v.forecast("used", 90, "bytes").from(old)).forecasts()).isEmpty();
    assertThat(run(v -> v.forecast("used", 90, "bytes").from(ended)).forecasts()).isEmpty();
  }

  @Test
  void leavesTheEntityLookedAt() {
    CheckResult result = run(v -> v.forecast("used", 90, "bytes").from(RISING));

    assertThat(result.status()).isEqualTo(CheckResult.Status.PASSED);
    assertThat(result.lookedAt()).isEqualTo(1);
    assertThat(result.findings()).isEmpty();
  }

  @Test
  void takesTheSeverityOfTheFindingToCome() {
    assertThat(
            only(run(v -> v.forecast("u", 90, "").severity(Severity.CRITICAL).from(RISING)))
                .severity())
        .isEqualTo(Severity.CRITICAL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(v -> v.forecast("u", 90, "").severity(Severity.INFO)))
        .withMessage("TEST_001 does not declare the severity INFO");
  }

  @Test
  void letsTheSeverityOfTheHostWin() {
    CheckResult result =
        run(Severity.INFO, v -> v.forecast("u", 90, "").severity(Severity.CRITICAL).from(RISING));

    assertThat(only(result).severity()).isEqualTo(Severity.INFO);
  }

  @Test
  void hasTheKeyOfTheFindingToCome() {
    Entity other = new Entity.Cluster("C");
    CheckResult result =
        run(v -> v.forecast(other, "u", 90, "").discriminator("account", "A").from(RISING));

    assertThat(only(result).key()).isEqualTo(Finding.key("TEST_001", other, "account=A"));
  }

  @Test
  void knowsWhatComesAtAKnownTime() {
    Forecast forecast =
        only(
            run(
                v ->
                    v.forecast("days_left", 30, "days")
                        .in(Duration.ofHours(36), 31.5, "expires at %s", "dawn")));

    assertThat(forecast.at()).isEqualTo(NOW.plus(Duration.ofHours(36)));
    assertThat(forecast.message()).isEqualTo("server n1: expires at dawn");
    assertThat(forecast.evidence().items())
        .extracting(item -> item.name() + "=" + item.value().display())
        .containsExactly("days_left=31.5 days", "fires_at=30 days");
  }

  @Test
  void isNoneOfAKnownTimeThatHasComeOrIsFarAway() {
    assertThat(known(Duration.ZERO)).isEmpty();
    assertThat(known(Duration.ofNanos(-1))).isEmpty();
    assertThat(known(Duration.ofNanos(1))).hasSize(1);
    assertThat(known(Duration.ofDays(7))).hasSize(1);
    assertThat(known(Duration.ofDays(7).plusMillis(1))).isEmpty();
    assertThat(known(Duration.ofSeconds(Long.MAX_VALUE))).isEmpty();
  }

  @Test
  void tellsWhenAFindingReachesAHarderLimit() {
    CheckResult result =
        run(
            v ->
                v.finding()
                    .observed("used", 80, "bytes")
                    .reaches(RISING, 100, "bytes")
                    .message("much"));

    Evidence evidence = result.findings().get(0).evidence();
    assertThat(evidence.get("limit_reached_at"))
        .isEqualTo(new Evidence.Time(NOW.plus(Duration.ofHours(4))));
    assertThat(evidence.get("growth")).isEqualTo(new Evidence.Measure(5, "bytes per hour"));
  }

  @Test
  void addsNothingToAFindingThatDoesNotReachTheLimit() {
    CheckResult result =
        run(v -> v.finding().reaches(RISING, 80, "bytes").reaches(RISING, 60, "").message("much"));

    assertThat(result.findings().get(0).evidence()).isEqualTo(Evidence.NONE);
  }

  @Test
  void aFindingDoesNotReachALimitBeyondWhichItsValueFallsBack() {
    CheckResult result =
        run(
            v ->
                v.finding().reaches(FALLING, 20, "bytes").fallsTo(RISING, 100, "").message("much"));

    assertThat(result.findings().get(0).evidence()).isEqualTo(Evidence.NONE);
  }

  @Test
  void tellsWhenAFindingFallsToAHarderLimit() {
    CheckResult result = run(v -> v.finding().fallsTo(FALLING, 20, "bytes").message("little"));

    assertThat(result.findings().get(0).evidence().get("limit_reached_at"))
        .isEqualTo(new Evidence.Time(NOW.plus(Duration.ofHours(4))));
  }

  private static List<Forecast> known(Duration left) {
    return run(v -> v.forecast("days_left", 30, "days").in(left, 31, "expires")).forecasts();
  }

  private static Forecast only(CheckResult result) {
    assertThat(result.forecasts()).hasSize(1);
    return result.forecasts().get(0);
  }

  private static CheckResult run(Consumer<Verdict<Server>> judge) {
    return run(null, judge);
  }

  private static CheckResult run(@Nullable Severity severity, Consumer<Verdict<Server>> judge) {
    Server server = Server.builder("N1", "n1").build();
    CheckContext context =
        CheckContext.builder(DESCRIPTOR, Snapshot.builder(NOW).servers(List.of(server)).build())
            .severity(severity)
            .build();
    return context
        .over(List.of(server), Entity::of, List.of())
        .judge((each, verdict) -> judge.accept(verdict));
  }
}
