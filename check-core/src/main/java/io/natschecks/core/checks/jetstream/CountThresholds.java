// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.MetadataKey;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.core.checks.shared.Monitored;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A warning and a critical threshold for a count. The greater of the two tells the direction: a
 * critical threshold above the warning one finds too many, one below it finds too few. One alone
 * finds too many; two that are equal find nothing. Where one of them is set but does not count, the
 * direction is not known, and nothing is found.
 *
 * @param name name of the count, as the server calls it
 * @param unit what is counted
 * @param warn key of the warning threshold
 * @param critical key of the critical threshold
 * @param count reads the count
 * @param track follows it
 */
record CountThresholds(
    String name,
    String unit,
    MetadataKey<Long> warn,
    MetadataKey<Long> critical,
    ToLongFunction<StreamState> count,
    Track<LedStream> track) {

  /** Judges the streams whose owners have set a threshold. */
  CheckResult judge(CheckContext context) {
    return MonitoredStreams.judge(
        context,
        (stream, monitored, verdict) ->
            judge(
                count.applyAsLong(stream.state()),
                context.series(track, stream),
                monitored,
                verdict));
  }

  private void judge(long count, Series series, Monitored monitored, Verdict<?> verdict) {
    Long warnAt = monitored.count(warn);
    Long criticalAt = monitored.count(critical);
    if (isVoid(warn, warnAt, monitored)
        || isVoid(critical, criticalAt, monitored)
        || Objects.equals(warnAt, criticalAt)) {
      return;
    }
    boolean tooFew = warnAt != null && criticalAt != null && criticalAt < warnAt;
    if (criticalAt != null && isPast(count, criticalAt, tooFew)) {
      report(
          verdict.finding().severity(Severity.CRITICAL).with("warn_threshold", shown(warnAt)),
          count,
          critical,
          criticalAt,
          tooFew);
    } else if (warnAt != null && isPast(count, warnAt, tooFew)) {
      FindingBuilder finding =
          verdict
              .finding()
              .severity(Severity.WARNING)
              .with("critical_threshold", shown(criticalAt));
      double next = firstPast(criticalAt, tooFew);
      report(
          tooFew ? finding.fallsTo(series, next, unit) : finding.reaches(series, next, unit),
          count,
          warn,
          warnAt,
          tooFew);
    } else {
      verdict
          .forecast(name, firstPast(warnAt == null ? criticalAt : warnAt, tooFew), unit)
          .severity(warnAt == null ? Severity.CRITICAL : Severity.WARNING)
          .from(series);
    }
  }

  /** Says whether a threshold is set but does not count: switched off, or not to be read. */
  private static boolean isVoid(
      MetadataKey<Long> key, @Nullable Long threshold, Monitored monitored) {
    return threshold == null && key.isIn(monitored.metadata());
  }

  private static boolean isPast(long count, long threshold, boolean tooFew) {
    return tooFew ? count < threshold : count > threshold;
  }

  /** The first count past a threshold; what is not set is never passed. */
  private static double firstPast(@Nullable Long threshold, boolean tooFew) {
    return threshold == null ? Double.NaN : threshold + (tooFew ? -1.0 : 1.0);
  }

  private void report(
      FindingBuilder finding, long count, MetadataKey<Long> key, long threshold, boolean tooFew) {
    String direction = tooFew ? "too few" : "too many";
    finding
        .observed(name, count, unit)
        .limit("threshold", threshold, unit)
        .with("threshold_key", key.key())
        .with("direction", direction)
        .message(
            "%s %s, %s (%s is %s)",
            Display.count(count), unit, direction, key, Display.count(threshold));
  }

  private @Nullable String shown(@Nullable Long threshold) {
    return threshold == null ? null : Display.count(threshold) + " " + unit;
  }

  /** Adds to a runbook how a stream is opted in, and what the two thresholds mean together. */
  Runbook.Builder explain(Runbook.Builder runbook) {
    return MonitoredStreams.explain(
        runbook
            .fix(
                "Set both thresholds, so that the direction is plain, and never to the same value.")
            .question(
                "What do the thresholds mean together?",
                "Warning 500, critical 1000: a warning above 500, critical above 1000. Warning 1000, critical 500: a warning below 1000, critical below 500. Only one of them: reported above it. Both the same: nothing is reported.")
            .question(
                "Does nats server check stream say the same?",
                "Not always: the command reports at the value itself, and a lone warning threshold means too few there.")
            .limit(
                "If one of two thresholds is 0 or less, or cannot be read, the direction is not known and nothing is reported."),
        "--metadata " + warn + "=500 --metadata " + critical + "=1000");
  }
}
