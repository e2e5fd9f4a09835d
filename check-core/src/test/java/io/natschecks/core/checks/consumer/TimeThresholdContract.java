// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every check of the time since an event against a threshold in metadata. */
abstract class TimeThresholdContract extends ThresholdContract {

  /** Sets when it last happened. */
  protected abstract Consumer.Builder lastAt(Consumer.Builder consumer, @Nullable Instant time);

  @Override
  protected UnaryOperator<Consumer.Builder> far() {
    return ago(Duration.ofHours(1));
  }

  @Override
  protected String low() {
    return "5m";
  }

  @ParameterizedTest
  @CsvSource({
    "5m, PT5M, 1",
    "5m, PT4M59.999S, 0",
    "5m, PT4M59.999999999S, 0",
    "0, PT1H, 0",
    "-5m, PT1H, 0",
    "1d, PT24H, 1",
    "1h30m, PT90M, 1",
    "1w, P7D, 1",
    "5m, PT-1H, 0"
  })
  void firesFromThePositiveThresholdOn(String threshold, Duration elapsed, int findings) {
    assertThat(tester().run(carrying("true", threshold, ago(elapsed))))
        .lookedAt(1)
        .hasFindings(findings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"300", "abc", "", "5 m", "m"})
  void saysThatAThresholdCannotBeRead(String threshold) {
    isNotEvaluable(tester().run(carrying("true", threshold, far())));
  }

  @Test
  void staysSilentWhereItNeverHappened() {
    assertThat(tester().run(carrying("true", "5m", ship -> lastAt(ship, null)))).passed();
  }

  @Test
  void saysThatAThresholdCannotBeReadEvenWhereItNeverHappened() {
    isNotEvaluable(tester().run(carrying("true", "300", ship -> lastAt(ship, null))))
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void tellsTheTimeByTheClockOfTheServer() {
    Instant skewed = Deployments.NOW.plus(Duration.ofDays(1));

    assertThat(
            tester()
                .run(
                    carrying(
                        "true",
                        "5m",
                        ship ->
                            lastAt(ship.observedAt(skewed), skewed.minus(Duration.ofMinutes(4))))))
        .passed();
  }

  UnaryOperator<Consumer.Builder> ago(Duration elapsed) {
    return ship -> lastAt(ship, Deployments.NOW.minus(elapsed));
  }
}
