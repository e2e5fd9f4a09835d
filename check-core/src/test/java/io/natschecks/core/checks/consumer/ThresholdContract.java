// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.CheckResultAssert;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for every check of a threshold that a consumer carries in its metadata. */
abstract class ThresholdContract extends CheckContract {

  /** The key in the metadata. */
  protected abstract String key();

  /** A value that is far beyond any threshold. */
  protected abstract UnaryOperator<Consumer.Builder> far();

  /** A threshold that {@link #far()} exceeds. */
  protected abstract String low();

  @Test
  void firesWhereTheOwnerHasSwitchedItOnInAnyForm() {
    for (String yes : new String[] {"true", "TRUE", "True", "t", "T", "1"}) {
      assertThat(tester().run(carrying(yes, low(), far()))).lookedAt(1).hasFindings(1);
    }
  }

  @Test
  void staysSilentWhereTheOwnerHasNotSwitchedItOn() {
    assertThat(tester().run(carrying(null, low(), far()))).skipped(SkipReason.NOTHING_DEPLOYED);
    assertThat(tester().run(carrying("false", low(), far()))).passed();
  }

  @Test
  void staysSilentWithoutTheKey() {
    assertThat(tester().run(carrying("true", null, far()))).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void saysThatASwitchCannotBeRead() {
    isNotEvaluable(tester().run(carrying("yes", low(), far())))
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotPassWhereMetadataWasNotGathered() {
    isNotEvaluable(
            tester()
                .run(
                    DeploymentBuilder.from(carrying("true", low(), far()))
                        .consumer(Ship.ORDERS, "ship", ship -> ship.config(null))
                        .snapshot()))
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotBelieveAFollower() {
    assertThat(tester().run(carrying("true", low(), ship -> far().apply(ship).serverName("a2"))))
        .findsNothing()
        .hasGap(Ship.LABEL, SkipReason.NOT_EVALUABLE);
  }

  static CheckResultAssert isNotEvaluable(CheckResult result) {
    return assertThat(result).skipped(SkipReason.NOT_EVALUABLE);
  }

  /** Consumer ship with the switch and a threshold in its metadata, and something else changed. */
  Snapshot carrying(
      @Nullable String enabled,
      @Nullable String threshold,
      UnaryOperator<Consumer.Builder> change) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (enabled != null) {
      metadata.put("io.nats.monitor.enabled", enabled);
    }
    if (threshold != null) {
      metadata.put(key(), threshold);
    }
    return Deployments.healthy()
        .consumerConfig(Ship.ORDERS, "ship", config -> config.metadata(metadata))
        .consumer(Ship.ORDERS, "ship", change)
        .snapshot();
  }
}
