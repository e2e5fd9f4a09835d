// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinnedPolicyMismatchTest extends ThresholdContract {

  @Override
  protected PinnedPolicyMismatch check() {
    return new PinnedPolicyMismatch();
  }

  @Override
  protected String key() {
    return "io.nats.monitor.pinned";
  }

  @Override
  protected UnaryOperator<Consumer.Builder> far() {
    return policy("overflow");
  }

  @Override
  protected String low() {
    return "true";
  }

  @ParameterizedTest
  @CsvSource({
    "true, overflow, 1",
    "true, pinned_client, 0",
    "true, , 1",
    "true, prioritized, 1",
    "1, overflow, 1",
    "false, overflow, 0"
  })
  void firesWhereAnotherPolicyRulesThanTheOneThatPins(
      String pinned, @Nullable String policy, int findings) {
    assertThat(tester().run(carrying("true", pinned, policy(policy))))
        .lookedAt(1)
        .hasFindings(findings);
  }

  @Test
  void saysWhichPolicyRules() {
    assertThat(tester().run(carrying("true", "true", policy("overflow"))))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasMessage(
            "consumer ACME/ORDERS/ship: its metadata asks for a pinned client, but its priority"
                + " policy is overflow")
        .hasEvidence("priority_policy", "overflow")
        .hasEvidence("expected", "pinned_client")
        .hasEvidence("priority_groups", "workers");
  }

  @Test
  void saysThatNoPolicyRules() {
    assertThat(tester().run(carrying("true", "true", policy(null))))
        .onlyFinding()
        .hasEvidence("priority_policy", "none");
  }

  @Test
  void saysThatAKeyCannotBeRead() {
    isNotEvaluable(tester().run(carrying("true", "yes", policy("overflow"))));
  }

  private static UnaryOperator<Consumer.Builder> policy(@Nullable String policy) {
    return ship -> {
      ConsumerConfig config = ship.build().config();
      return ship.config(
          config.toBuilder().priorityPolicy(policy).priorityGroups(List.of("workers")).build());
    };
  }
}
