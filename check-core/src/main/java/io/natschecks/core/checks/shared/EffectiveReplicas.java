// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.Retention;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import org.jspecify.annotations.Nullable;

/**
 * How many replicas a consumer has. Most configurations say 0, which servers resolve through the
 * stream.
 */
public final class EffectiveReplicas {

  /** What is given where the configurations do not tell. */
  public static final int UNKNOWN = 0;

  private EffectiveReplicas() {}

  /**
   * Resolves the replicas of a consumer.
   *
   * @param consumer the consumer
   * @param stream the stream that it reads; null if not known
   * @return its number of replicas, or {@link #UNKNOWN}
   */
  public static int of(Consumer consumer, @Nullable Stream stream) {
    ConsumerConfig config = consumer.config();
    if (config == null) {
      return UNKNOWN;
    }
    if (config.replicas() == 1) {
      return 1;
    }
    return of(config.replicas(), consumer.durable(), stream == null ? null : stream.config());
  }

  /** The rule of the server. */
  private static int of(int configured, boolean durable, @Nullable StreamConfig stream) {
    if (stream == null) {
      return UNKNOWN;
    }
    if (configured == 0 && !durable && stream.retention() == Retention.LIMITS) {
      return 1;
    }
    return configured == 0 || configured > stream.replicas() ? stream.replicas() : configured;
  }
}
