// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import java.util.function.Predicate;

/**
 * Judges consumers by their configuration and what their leaders say. A consumer whose
 * configuration was left out, as on very large servers, is listed as not evaluable.
 */
final class ConfiguredConsumers {

  private ConfiguredConsumers() {}

  /** Judges a consumer. */
  @FunctionalInterface
  interface Judge {
    void judge(Consumer consumer, ConsumerConfig config, Verdict<?> verdict);
  }

  /**
   * Judges the consumers with a wanted configuration.
   *
   * @param wanted which configurations the check speaks of
   */
  static CheckResult judge(CheckContext context, Predicate<ConsumerConfig> wanted, Judge judge) {
    return context
        .consumers()
        .where(
            consumer -> {
              ConsumerConfig config = consumer.config();
              return config == null || wanted.test(config);
            })
        .judge(
            (consumer, verdict) -> {
              ConsumerConfig config = consumer.config();
              if (config == null) {
                verdict.notEvaluable("its configuration is not known");
              } else {
                judge.judge(consumer, config, verdict);
              }
            });
  }
}
