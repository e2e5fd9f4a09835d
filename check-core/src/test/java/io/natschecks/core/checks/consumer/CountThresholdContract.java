// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.snapshot.Consumer;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
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

  @Property(tries = 100)
  void theEvidenceSatisfiesThePredicate(
      @ForAll @IntRange(max = 50) int count, @ForAll @IntRange(min = 1, max = 50) int threshold) {
    var result =
        assertThat(
            tester()
                .run(carrying("true", Integer.toString(threshold), ship -> counting(ship, count))));
    if (count >= threshold) {
      result.onlyFinding().hasObserved(count).hasLimit(threshold);
    } else {
      result.passed();
    }
  }
}
