// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.testkit.CheckResultAssert;
import io.natschecks.testkit.DeploymentBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every check of a count against a threshold in metadata. */
abstract class CountThresholdContract extends ThresholdContract {

  /** Sets the count. */
  protected abstract Consumer.Builder counting(Consumer.Builder consumer, int count);

  @Override
  protected UnaryOperator<Consumer.Builder> far() {
    return consumer -> counting(consumer, 500);
  }

  @Override
  protected String low() {
    return "100";
  }

  @ParameterizedTest
  @CsvSource({"100,100,1", "100,99,0", "100,101,1", "0,500,0", "-5,500,0", "+100,100,1"})
  void firesFromThePositiveThresholdOn(String threshold, int count, int findings) {
    assertThat(tester().run(carrying("true", threshold, ship -> counting(ship, count))))
        .lookedAt(1)
        .hasFindings(findings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "", "1.5", "1e3", "99999999999999999999"})
  void saysThatAThresholdCannotBeRead(String threshold) {
    isNotEvaluable(tester().run(carrying("true", threshold, far())));
  }

  @Test
  void judgesEachConsumerByItsOwnThreshold() {
    DeploymentBuilder deployment =
        DeploymentBuilder.from(carrying("true", "1000", ship -> counting(ship, 500)));
    for (String name : List.of("audit", "bill")) {
      String threshold = name.equals("bill") ? "500" : "501";
      deployment
          .consumerConfig(
              Ship.ORDERS,
              name,
              config ->
                  config.metadata(Map.of("io.nats.monitor.enabled", "true", key(), threshold)))
          .consumer(Ship.ORDERS, name, consumer -> counting(consumer, 500));
    }

    assertThat(tester().run(deployment.snapshot()))
        .lookedAt(3)
        .findsExactly("consumer ACME/ORDERS/bill");
  }

  @Property(tries = 100)
  void theEvidenceSatisfiesThePredicate(
      @ForAll @IntRange(max = 50) int count, @ForAll @IntRange(min = 1, max = 50) int threshold) {
    CheckResultAssert result =
        assertThat(
            tester()
                .run(carrying("true", Integer.toString(threshold), ship -> counting(ship, count))));
    if (count >= threshold) {
      result.onlyFinding().hasObserved(count).hasLimit(threshold);
    } else {
      result.passed();
    }
  }

  @Test
  void foreseesWhenItFires() {
    assertThat(hourly("100", 40, 50, 60, 70, 80))
        .passed()
        .onlyForecast()
        .isAbout(Ship.LABEL)
        .firesIn(Duration.ofHours(2));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(hourly("100", 80, 50, 85, 40, 80)).hasForecasts(0);
  }

  @Test
  void foreseesNothingForAThresholdThatDoesNotCount() {
    assertThat(hourly("0", 40, 50, 60, 70, 80)).hasForecasts(0);
  }

  private CheckResult hourly(String threshold, long... counts) {
    return tester()
        .runHourly(
            count -> carrying("true", threshold, ship -> counting(ship, (int) count)), counts);
  }
}
