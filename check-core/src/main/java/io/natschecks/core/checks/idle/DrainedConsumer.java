// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.idle;

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
import io.natschecks.api.history.Series;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.core.checks.shared.Followed;
import io.natschecks.core.checks.shared.Standstill;
import org.jspecify.annotations.Nullable;

/**
 * Finds consumers that have delivered all there is, and got everything acknowledged, on a stream
 * that nothing is written to.
 *
 * @since 0.1
 */
public final class DrainedConsumer implements Check {

  static final Parameter<Long> MIN_STREAM_SAMPLES =
      Parameter.count("min_stream_samples", "samples")
          .describedAs("Fewest snapshots of the window in which the stream's leader answered")
          .between(2, Integer.MAX_VALUE)
          .defaultValue(2L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_IDLE_004", "Drained Consumer")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.CONSISTENCY)
          .entity(EntityType.CONSUMER)
          .parameters(MIN_STREAM_SAMPLES)
          .requires(Section.JSZ_CONSUMERS, Section.JSZ_STREAMS)
          .followsForWholeWindow(Followed.LAST_SEQUENCE)
          .remediation(
              "Ask whether the stream will be fed again. If not, delete the consumer, and perhaps the"
                  + " stream.")
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
    long least = context.value(MIN_STREAM_SAMPLES);
    return context
        .consumers()
        .judge(
            (consumer, verdict) -> {
              if (consumer.pending() == 0 && consumer.ackPending() == 0) {
                judge(context, consumer, least, verdict);
              }
            });
  }

  private static void judge(
      CheckContext context, Consumer consumer, long least, Verdict<?> verdict) {
    LedStream stream = lastKnown(context.current().stream(consumer.stream()));
    if (stream == null) {
      verdict.notEvaluable("no server reported its stream");
      return;
    }
    Series sequences = context.series(Followed.LAST_SEQUENCE, stream);
    if (Standstill.overSamples(sequences, least, verdict)) {
      Standstill.describe(verdict.finding(), "stream_last_sequence", context, sequences)
          .with("num_pending", consumer.pending(), "messages")
          .with("num_ack_pending", consumer.ackPending(), "messages")
          .with("stream_last_message_time", stream.state().lastTime())
          .message(
              "nothing left to deliver or to acknowledge, last sequence %s of the stream unchanged for %s",
              Display.count(sequences.last().value()), Display.duration(sequences.span()));
    }
  }

  /**
   * The stream also where no leader of it answers now: what was seen of it earlier in the window
   * still counts.
   */
  private static @Nullable LedStream lastKnown(@Nullable Stream stream) {
    if (stream == null || stream.views().isEmpty()) {
      return null;
    }
    StreamView leader = stream.leaderView();
    return new LedStream(stream, leader == null ? stream.views().get(0) : leader);
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The consumer has done its work, and nothing new comes. It still costs memory and, where \
            it is replicated, a Raft group with heartbeats and snapshots.""")
        .cause("The job that it was made for has ended.")
        .cause("The publishers of the stream are gone.")
        .cause("It was made with the stream, and nothing was ever written.")
        .diagnose(
            "See that nothing is pending, and when it last delivered.",
            "nats consumer state STREAM CONSUMER")
        .diagnose("See when the stream took its last message.", "nats stream state STREAM")
        .diagnose("Compare the consumers of the stream.", "nats consumer report STREAM")
        .diagnose(
            "List the consumers without anything to do from a server; it knows only those right that it leads.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&consumers=1' | jq -c '.account_details[].stream_detail[] | .state.last_ts as $last | .consumer_detail[]? | select((.cluster == null or .cluster.leader == \"SERVER\") and .num_pending == 0 and .num_ack_pending == 0) | {stream_name, name, stream_last: $last}'")
        .fix("Mend the publisher if the stream should be fed.")
        .fix(
            "Write the position down, as nats consumer info STREAM CONSUMER shows it, then delete the consumer: nats"
                + " consumer rm STREAM CONSUMER.")
        .fix("Delete the stream if it has no other readers: nats stream rm STREAM.")
        .fix(
            "Give consumers of jobs that end an inactive threshold when they are created, so that the server removes them.")
        .question(
            "Is an application that waits for messages found too?",
            "Yes. That somebody listens plays no part, only that there was nothing to do.")
        .question(
            "Why does a consumer of a sealed stream appear here, and not the stream in OPT_IDLE_002?",
            "A sealed stream is meant to stay as it is. A consumer that has read all of it is done for ever.")
        .limit("Only the first and the last sample of the stream in the window are compared.")
        .limit(
            "If the stream has no leader now, its samples before count, and the time of its last message is that of a follower.")
        .related("OPT_IDLE_002", "The stream alone, over the whole window.")
        .related(
            "OPT_IDLE_003", "Consumers that deliver nothing although something may be pending.")
        .build();
  }
}
