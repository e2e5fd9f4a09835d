// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.stream;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Sample;
import io.natschecks.api.history.Series;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.core.checks.shared.ConfiguredStreams;
import io.natschecks.core.checks.shared.Followed;
import io.natschecks.core.checks.shared.Samples;
import io.natschecks.core.checks.shared.Seconds;
import java.time.Duration;

/**
 * Finds busy streams that remember message ids for long.
 *
 * @since 0.1
 */
public final class LargeDeduplicationWindow implements Check {

  static final Parameter<Double> WARN_WINDOW_MINUTES =
      Parameter.number("warn_window_minutes", "minutes")
          .describedAs("Duplicate window above which a busy stream is reported")
          .firesAbove()
          .defaultValue(60.0);

  static final Parameter<Double> CRIT_WINDOW_MINUTES =
      Parameter.number("crit_window_minutes", "minutes")
          .describedAs("Duplicate window above which that is a warning")
          .firesAbove()
          .defaultValue(360.0);

  static final Parameter<Double> MIN_RATE_PER_SEC =
      Parameter.number("min_rate_per_sec", "messages per second")
          .describedAs("Messages a second from which a stream is busy")
          .firesFrom()
          .defaultValue(10.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_019", "Large Deduplication Window")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO, Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.STREAM)
          .parameters(WARN_WINDOW_MINUTES, CRIT_WINDOW_MINUTES, MIN_RATE_PER_SEC)
          .requires(Section.JSZ_STREAMS)
          .follows(Followed.LAST_SEQUENCE)
          .remediation(
              "Set the duplicate window to the longest time after which a publisher sends a message"
                  + " again, which is minutes in most cases.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.9")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return ConfiguredStreams.judge(
        context,
        config -> true,
        (stream, config, verdict) -> {
          if (minutes(config) > context.value(WARN_WINDOW_MINUTES)
              && stream.state().messages() > 0) {
            judge(context, stream, config, verdict);
          }
        });
  }

  private static double minutes(StreamConfig config) {
    return Seconds.of(config.duplicateWindow()) / 60;
  }

  private static void judge(
      CheckContext context, LedStream stream, StreamConfig config, Verdict<?> verdict) {
    Series series = context.series(Followed.LAST_SEQUENCE, stream);
    Sample before = series.beforeLast();
    if (!Samples.areEnough(series, 2, verdict) || before == null) {
      return;
    }
    Sample last = series.last();
    double seconds = Seconds.of(Duration.between(before.time(), last.time()));
    double rate = Series.step(before.value(), last.value()) / seconds;
    if (rate >= context.value(MIN_RATE_PER_SEC)) {
      boolean warning = minutes(config) > context.value(CRIT_WINDOW_MINUTES);
      double limit = context.value(warning ? CRIT_WINDOW_MINUTES : WARN_WINDOW_MINUTES);
      verdict
          .finding()
          .severity(warning ? Severity.WARNING : Severity.INFO)
          .observed("dedup_window_minutes", minutes(config), "minutes")
          .limit(warning ? "crit_window_minutes" : "warn_window_minutes", limit, "minutes")
          .with("msg_rate_per_sec", rate, "messages per second")
          .with("messages", stream.state().messages(), "messages")
          .with("previous_sample_time", before.time())
          .message(
              "remembers message ids for %s (%s above %s minutes), %s messages a second come in",
              Display.duration(config.duplicateWindow()),
              warning ? "warning" : "reported",
              Display.number(limit),
              Display.number(rate));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The servers keep the id of every message of the window in memory, on each replica, and \
            read them again when they start. The cost is the rate times the window: at a thousand \
            messages a second a day is 86 million ids.""")
        .cause("The window was set to hours or days to be safe.")
        .cause("It is used in place of idempotent processing, to drop what comes again much later.")
        .cause("The rate has grown since it was set.")
        .diagnose(
            "See the window and the messages of the stream.",
            "nats stream info STREAM --json | jq '{window: .config.duplicate_window, messages: .state.messages, last_seq: .state.last_seq}'")
        .diagnose(
            "See whether publishers send message ids at all: the header is Nats-Msg-Id.",
            "nats stream get STREAM --last-for SUBJECT")
        .diagnose(
            "Compare the memory of the servers that hold the stream.",
            "nats server list --sort mem")
        .fix("Shorten the window: nats stream edit STREAM --dupe-window 2m.")
        .fix(
            "For a longer memory let publishers state the expected last sequence of the subject, or drop duplicates where the messages are read.")
        .fix("Leave the header out where duplicates do no harm: without it nothing is remembered.")
        .question(
            "How long must the window be?",
            "As long as a publisher may take from its first attempt to its last. Two minutes is the default of the servers.")
        .limit("Whether messages carry ids is not known; without them the window costs nothing.")
        .limit(
            "The rate is that between the last two snapshots, by the last sequence: a stream that is full, and a work queue, count too. The documented rule goes by the number of stored messages.")
        .limit(
            "If crit_window_minutes is set below warn_window_minutes, everything that is reported is a warning.")
        .related("OPT_SYS_001", "Streams without any limit.")
        .related("CLUSTER_001", "Memory of a server that is far above that of its cluster.")
        .build();
  }
}
