// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.Forecast;
import io.natschecks.api.Severity;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about a forecast. A failure shows the whole forecast.
 *
 * @since 0.1
 */
public final class ForecastAssert extends AbstractAssert<ForecastAssert, Forecast> {

  ForecastAssert(Forecast actual) {
    super(actual, ForecastAssert.class);
  }

  /**
   * Wants the entity.
   *
   * @param label its label
   * @return this
   */
  public ForecastAssert isAbout(String label) {
    return wants(actual.entity().label().equals(label), "to be about " + label);
  }

  /**
   * Wants the time at which the check will fire.
   *
   * @param left time left from {@link Deployments#NOW} on
   * @return this
   */
  public ForecastAssert firesIn(Duration left) {
    Instant at = Deployments.NOW.plus(left);
    return wants(actual.at().equals(at), "to fire at " + at);
  }

  /**
   * Wants the severity of the finding to come.
   *
   * @param severity the severity
   * @return this
   */
  public ForecastAssert hasSeverity(Severity severity) {
    return wants(actual.severity() == severity, "to have the severity " + severity);
  }

  /**
   * Wants the key of the finding to come.
   *
   * @param key the key
   * @return this
   */
  public ForecastAssert hasKey(String key) {
    return wants(actual.key().equals(key), "to have the key " + key);
  }

  /**
   * Wants the message.
   *
   * @param message the whole message
   * @return this
   */
  public ForecastAssert hasMessage(String message) {
    return wants(actual.message().equals(message), "to say " + message);
  }

  private ForecastAssert wants(boolean holds, String expectation) {
    if (!holds) {
      throw failure("expected the forecast %s%n%s", expectation, Shown.forecast(actual));
    }
    return this;
  }
}
