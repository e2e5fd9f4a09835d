// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.MetadataKey;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.core.checks.shared.Monitored;
import java.util.function.ToLongFunction;

/**
 * A count of each consumer against the threshold in its metadata, which is reported itself.
 *
 * @param key holds the threshold
 * @param name name of the count, as servers write it
 * @param thing what is counted, in the singular
 * @param state what is said of it, for people
 * @param count reads it
 * @param track follows it, where there is a threshold
 */
record CountThreshold(
    MetadataKey<Long> key,
    String name,
    String thing,
    String state,
    ToLongFunction<Consumer> count,
    Track<Consumer> track) {

  static CountThreshold of(
      MetadataKey<Long> key,
      String name,
      String thing,
      String state,
      ToLongFunction<Consumer> count) {
    Track<Consumer> track =
        Track.of(
            Tracked.CONSUMERS,
            "consumer." + name + ".monitored",
            consumer -> {
              ConsumerConfig config = consumer.config();
              return config == null || !Monitored.isIn(config.metadata(), key)
                  ? Track.HOLE
                  : count.applyAsLong(consumer);
            });
    return new CountThreshold(key, name, thing, state, count, track);
  }

  CheckResult judge(CheckContext context, MonitoredConsumers.Details details) {
    return MonitoredConsumers.judge(
        context,
        key,
        (consumer, config, monitored, verdict) -> {
          Long threshold = monitored.count(key);
          long observed = count.applyAsLong(consumer);
          if (threshold == null) {
            return;
          }
          if (observed >= threshold) {
            details
                .describe(
                    verdict
                        .finding()
                        .observed(name, observed, key.unit())
                        .limit("threshold", threshold, key.unit()),
                    consumer,
                    config)
                .message(
                    "%s %s (reported from %s)",
                    Display.count(observed, thing), state, Display.count(threshold));
          } else {
            verdict
                .forecast(name, (double) threshold, key.unit())
                .from(context.series(track, consumer));
          }
        });
  }
}
