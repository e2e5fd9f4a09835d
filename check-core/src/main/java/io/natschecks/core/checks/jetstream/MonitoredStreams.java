// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.MetadataKey;
import io.natschecks.api.Runbook;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamSource;
import io.natschecks.core.checks.shared.ConfiguredStreams;
import io.natschecks.core.checks.shared.Monitored;
import java.util.function.Predicate;

/** Judges the streams whose owners have set a threshold of the check in their metadata. */
final class MonitoredStreams {

  private MonitoredStreams() {}

  /** Judges a stream by its own thresholds. */
  interface Judge {
    void judge(LedStream stream, Monitored thresholds, Verdict<?> verdict);
  }

  /** Judges a mirror by its own thresholds. */
  interface MirrorJudge {
    void judge(LedStream stream, StreamSource mirror, Monitored thresholds, Verdict<?> verdict);
  }

  /** Judges all streams with a threshold. */
  static CheckResult judge(CheckContext context, Judge judge) {
    return judge(context, config -> true, judge);
  }

  /** Judges mirrors alone; a stream with sources is none. */
  static CheckResult judgeMirrors(CheckContext context, MirrorJudge judge) {
    return judge(
        context,
        config -> config.mirror() != null,
        (stream, thresholds, verdict) -> {
          StreamSource mirror = stream.view().mirror();
          if (mirror == null) {
            verdict.notEvaluable("its leader does not say how the mirror fares");
          } else {
            judge.judge(stream, mirror, thresholds, verdict);
          }
        });
  }

  private static CheckResult judge(
      CheckContext context, Predicate<StreamConfig> wanted, Judge judge) {
    MetadataKey<?>[] keys =
        context.descriptor().metadata().stream()
            .filter(key -> key != Monitored.ENABLED)
            .toArray(MetadataKey<?>[]::new);
    return ConfiguredStreams.judge(
        context,
        config -> wanted.test(config) && Monitored.isIn(config.metadata(), keys),
        (stream, config, verdict) ->
            judge.judge(stream, new Monitored(config.metadata(), verdict), verdict));
  }

  /**
   * Adds to a runbook how a stream is opted in.
   *
   * @param thresholds the flags of the nats command that set the thresholds of the check
   */
  static Runbook.Builder explain(Runbook.Builder runbook, String thresholds) {
    return runbook
        .diagnose(
            "See the thresholds that the stream carries.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | .config.metadata'")
        .fix(
            "To change a threshold, set all metadata of the stream at once, since an edit replaces"
                + " it: nats stream edit STREAM --metadata io.nats.monitor.enabled=true "
                + thresholds
                + ".")
        .question(
            "How is a stream opted in?",
            "Its metadata holds io.nats.monitor.enabled with a yes (1, t, T, true, TRUE or True)"
                + " and the threshold. Streams without both are not judged.")
        .limit(
            "A threshold of 0 or less counts as none. What cannot be read, such as 2 minutes or"
                + " ten, is listed as not looked at.")
        .limit("Servers before 2.10 know no metadata.");
  }
}
