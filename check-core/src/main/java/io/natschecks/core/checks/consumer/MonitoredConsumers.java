// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.MetadataKey;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.core.checks.shared.Monitored;

/** The consumers that carry a value for a check in their own metadata, and are monitored. */
final class MonitoredConsumers {

  private MonitoredConsumers() {}

  /** Judges a consumer by what its metadata says. */
  @FunctionalInterface
  interface Judge {
    void judge(Consumer consumer, ConsumerConfig config, Monitored monitored, Verdict<?> verdict);
  }

  /** Adds what helps to understand a finding. */
  @FunctionalInterface
  interface Details {

    /** Nothing. */
    Details NONE = (finding, consumer, config) -> finding;

    FindingBuilder describe(FindingBuilder finding, Consumer consumer, ConsumerConfig config);
  }

  static CheckResult judge(CheckContext context, MetadataKey<?> key, Judge judge) {
    MetadataKey<?>[] keys = {key};
    return ConfiguredConsumers.judge(
        context,
        config -> Monitored.isIn(config.metadata(), keys),
        (consumer, config, verdict) ->
            judge.judge(consumer, config, new Monitored(config.metadata(), verdict), verdict));
  }
}
