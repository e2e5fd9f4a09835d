// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.stream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Forecast;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyValueBucketWithoutMaxAgeTest extends CheckContract {

  @Override
  protected KeyValueBucketWithoutMaxAge check() {
    return new KeyValueBucketWithoutMaxAge();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100_000})
  void acceptsTheLimitItself(long deleted) {
    assertThat(run(Held.SETTINGS, null, deleted)).passed();
  }

  @Test
  void firesOneDeleteAboveTheLimit() {
    assertThat(run(Held.SETTINGS, null, 100_001))
        .onlyFinding()
        .hasMessage(
            "stream ACME/KV_settings: key-value store settings has no max_age and"
                + " 100,001 interior deletes (reported above 100,000)")
        .hasSeverity(Severity.INFO)
        .hasObserved(100_001)
        .hasLimit(100_000)
        .hasEvidence("bucket", "settings")
        .hasEvidence("kind", "kvstore")
        .hasEvidence("num_deleted", 100_001)
        .hasEvidence("messages", 10_000)
        .hasEvidence("max_age", "unlimited");
  }

  @Test
  void acceptsABucketThatExpires() {
    assertThat(run(Held.SETTINGS, Duration.ofHours(1), 5_000_000)).passed();
  }

  @Test
  void leavesOutWhatIsNoBucket() {
    assertThat(run(Held.ORDERS, null, 5_000_000)).passed().lookedAt(1);
  }

  @Test
  void cannotJudgeWithoutTheConfiguration() {
    assertThat(tester().run(Held.withoutConfig(Held.SETTINGS).snapshot()))
        .findsNothing()
        .hasGap("stream ACME/KV_settings", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void foreseesWhenTheLimitIsReached() {
    Assertions.assertThat(forecasts(null, hours -> 98_000 + hours * 500L))
        .singleElement()
        .satisfies(
            forecast ->
                Assertions.assertThat(forecast.at())
                    .isEqualTo(Deployments.NOW.plus(Duration.ofHours(4))));
  }

  @Test
  void foreseesNothingForABucketThatExpiresOrStands() {
    Assertions.assertThat(forecasts(Duration.ofHours(1), hours -> 98_000 + hours * 500L)).isEmpty();
    Assertions.assertThat(forecasts(null, hours -> 98_000)).isEmpty();
  }

  private List<Forecast> forecasts(@Nullable Duration maxAge, IntToLongFunction deleted) {
    UnaryOperator<DeploymentBuilder> change =
        deployment -> deployment.streamConfig(Held.SETTINGS, config -> config.maxAge(maxAge));
    return tester()
        .after(Held.past(10, Held.SETTINGS, change, deleted))
        .run(
            Held.deletes(
                    change.apply(Deployments.healthy()),
                    Held.SETTINGS,
                    10_000,
                    deleted.applyAsLong(0))
                .snapshot())
        .forecasts();
  }

  private CheckResult run(StreamId id, @Nullable Duration maxAge, long deleted) {
    return tester()
        .run(
            Held.deletes(Deployments.healthy(), id, 10_000, deleted)
                .streamConfig(id, config -> config.maxAge(maxAge))
                .snapshot());
  }
}
