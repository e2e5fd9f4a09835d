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
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.core.checks.shared.Followed;
import io.natschecks.core.checks.shared.Samples;
import io.natschecks.core.checks.shared.SustainedGrowth;

/**
 * Finds streams that gain more and more consumers.
 *
 * @since 0.1
 */
public final class SustainedConsumerGrowth implements Check {

  static final Parameter<Long> MIN_GROWTH_EPOCHS =
      Parameter.count("min_growth_epochs", "samples")
          .describedAs("Fewest snapshots with a leader of the stream from which it is judged")
          .between(2, 1_000_000)
          .defaultValue(5L);

  static final Parameter<Long> MIN_TOTAL_GROWTH =
      Parameter.count("min_total_growth", "consumers")
          .describedAs("Consumers gained within the window from which the stream is reported")
          .firesFrom()
          .defaultValue(500L);

  static final Parameter<Double> MIN_MONO_FRAC = SustainedGrowth.minMonoFrac();

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_025", "Sustained Consumer Growth on Stream")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.STREAM)
          .parameters(MIN_GROWTH_EPOCHS, MIN_TOTAL_GROWTH, MIN_MONO_FRAC)
          .requires(Section.JSZ_STREAMS)
          .follows(Followed.STREAM_CONSUMERS)
          .remediation(
              "Find who makes consumers and does not remove them; give these an inactive threshold,"
                  + " or let clients use one consumer again.")
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
    return context.streams().judge((stream, verdict) -> judge(context, stream, verdict));
  }

  private static void judge(CheckContext context, LedStream stream, Verdict<?> verdict) {
    Series series = context.series(Followed.STREAM_CONSUMERS, stream);
    if (!Samples.areEnough(series, context.value(MIN_GROWTH_EPOCHS), verdict)) {
      return;
    }
    SustainedGrowth growth = SustainedGrowth.of(series);
    long limit = context.value(MIN_TOTAL_GROWTH);
    if (growth.isSustained(context.value(MIN_MONO_FRAC)) && growth.amount() >= limit) {
      FindingBuilder finding =
          verdict
              .finding()
              .observed("growth", growth.amount(), "consumers")
              .limit("min_total_growth", limit, "consumers")
              .with("start_consumers", growth.first(), "consumers")
              .with("end_consumers", growth.last(), "consumers")
              .with("samples", growth.samples(), "samples")
              .with("monotonic_samples", growth.steady(), "samples")
              .with("span", series.span());
      StreamConfig config = stream.config();
      if (config != null && config.maxConsumers().value().isPresent()) {
        finding.reaches(series, (double) config.maxConsumers().value().getAsLong(), "consumers");
      }
      finding.message(
          "consumers grew from %s to %s in %s (%+,d, reported from %s)",
          Display.count(growth.first()),
          Display.count(growth.last()),
          Display.duration(series.span()),
          growth.amount(),
          Display.count(limit));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Consumers that are made and never removed stay on the servers: each takes memory and \
            files, a replicated one a Raft group of its own, and all of them a place in the meta \
            state, which becomes slow to save and to send. A stream or account limit ends it, or the \
            servers do.""")
        .cause("A client makes a consumer for each request or task, under a new name.")
        .cause("A program makes a consumer with a random name at each start.")
        .cause(
            "Consumers are durable, or have a long inactive threshold, though they are used once.")
        .diagnose("See the names, which often tell who makes them.", "nats consumer ls STREAM")
        .diagnose(
            "See when the newest consumers were made, and when they last delivered.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&consumers=1' | jq '[.account_details[].stream_detail[] | select(.name == \"STREAM\") | .consumer_detail[]? | {name, created, last_active: .delivered.last_active}] | sort_by(.created) | .[-10:]'")
        .diagnose(
            "See them come and go, in the account, with the client that asks.",
            "nats --context ACCOUNT events --js-advisory")
        .fix(
            "Let the servers remove what nobody uses: nats consumer edit STREAM CONSUMER --inactive-threshold 1h.")
        .fix("Use one durable consumer for all instances of a program.")
        .fix("Use ordered consumers, or delete the consumer when its work is done.")
        .fix("Set a hard stop: nats stream edit STREAM --max-consumers N.")
        .question(
            "Must every snapshot show growth?",
            "No. Standing still is fine too; the number may fall in a fifth of them.")
        .limit(
            "The number is the server's own: hidden consumers of mirrors and sources are in it, so that it can be above what nats consumer ls shows.")
        .limit("A stream that is deleted and made again is followed anew.")
        .related("JETSTREAM_006", "A sudden change of all consumers of the deployment.")
        .related("JETSTREAM_011", "Consumers of a stream against its limit.")
        .related("OPT_IDLE_003", "Consumers that do nothing.")
        .build();
  }
}
