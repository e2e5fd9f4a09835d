// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Parameter;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.core.checks.shared.ConfiguredStreams;
import io.natschecks.core.checks.shared.Usage;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A limit in the configuration of streams. Streams without it are not judged.
 *
 * @param unit what is counted, in the plural, or bytes
 * @param used reads how much a stream holds
 * @param limitName the limit as the configuration calls it
 * @param limit reads it
 * @param track follows how much a stream holds
 */
record StreamLimit(
    String unit,
    ToLongFunction<StreamState> used,
    String limitName,
    Function<StreamConfig, Limit> limit,
    Track<LedStream> track) {

  /** The share from which streams are reported. */
  Parameter<Double> warnPercent() {
    return Parameter.number("warn_percent", "percent")
        .describedAs("Share of " + limitName + " from which a stream is reported")
        .firesFrom()
        .between(0, 100)
        .defaultValue(90.0);
  }

  /** Reports the streams that use up the limit. */
  CheckResult judge(CheckContext context, Parameter<Double> warnPercent) {
    double percent = context.value(warnPercent);
    return ConfiguredStreams.judge(
        context,
        config -> !limit.apply(config).isUnlimited(),
        (stream, config, verdict) -> {
          Usage usage = new Usage(used.applyAsLong(stream.state()), limit.apply(config), unit);
          Series series = context.series(track, stream);
          if (usage.isFrom(percent)) {
            usage
                .describe(verdict.finding(), unit, limitName, series)
                .with("discard", config.discard().name().toLowerCase(Locale.ROOT))
                .message("%s", usage.text(percent));
          } else {
            usage.forecast(verdict, unit, percent).from(series);
          }
        });
  }
}
