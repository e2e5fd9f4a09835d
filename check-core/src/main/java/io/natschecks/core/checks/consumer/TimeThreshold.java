// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.MetadataKey;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.core.checks.shared.Seconds;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The time since something last happened to each consumer against the threshold in its metadata,
 * which is reported itself. What never happened is never late. The time is told by the clock of the
 * server that leads the consumer, at which it read both.
 *
 * @param key holds the threshold
 * @param name name of the event
 * @param event what happened, for people
 * @param last reads when it last happened
 */
record TimeThreshold(
    MetadataKey<Duration> key,
    String name,
    String event,
    Function<Consumer, @Nullable Instant> last) {

  CheckResult judge(CheckContext context, MonitoredConsumers.Details details) {
    return MonitoredConsumers.judge(
        context,
        key,
        (consumer, config, monitored, verdict) -> {
          Duration threshold = monitored.duration(key);
          Instant time = last.apply(consumer);
          if (threshold == null || time == null) {
            return;
          }
          Instant now = consumer.observedAt();
          if (!hasPassed(time, now, threshold)) {
            return;
          }
          Duration elapsed = Duration.between(time, now);
          details
              .describe(
                  verdict
                      .finding()
                      .observed("elapsed", Seconds.of(elapsed), "seconds")
                      .limit("threshold", Seconds.of(threshold), "seconds")
                      .with(name, time),
                  consumer,
                  config)
              .message(
                  "%s %s ago (reported from %s)",
                  event, Display.duration(elapsed), Display.duration(threshold));
        });
  }

  /** Reckons without making anything, since most consumers are on time. */
  private static boolean hasPassed(Instant from, Instant to, Duration threshold) {
    long seconds = to.getEpochSecond() - from.getEpochSecond();
    int nanos = to.getNano() - from.getNano();
    long whole = nanos < 0 ? seconds - 1 : seconds;
    int rest = nanos < 0 ? nanos + 1_000_000_000 : nanos;
    return whole > threshold.getSeconds()
        || (whole == threshold.getSeconds() && rest >= threshold.getNano());
  }
}
