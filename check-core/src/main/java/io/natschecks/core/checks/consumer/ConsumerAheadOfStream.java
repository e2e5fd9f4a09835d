// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import io.natschecks.api.Category;
import io.natschecks.api.Change;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.core.checks.shared.EarlierStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds consumers that have delivered a sequence that their stream does not have yet.
 *
 * @since 0.1
 */
public final class ConsumerAheadOfStream implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CONSUMER_005", "Consumer Sequence Ahead of Stream Sequence")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.CONSISTENCY)
          .entity(EntityType.CONSUMER)
          .requires(Section.JSZ_CONSUMERS, Section.JSZ_STREAMS)
          .remediation(
              "Find out how the stream lost sequences, and create the consumer again from one that the"
                  + " stream has; until then it may skip or miss what comes.")
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
    Snapshot previous = context.previous();
    ParentStreams streams = new ParentStreams(context.current());
    return context
        .consumers()
        .judge((consumer, verdict) -> judge(previous, streams, consumer, verdict));
  }

  private static void judge(
      @Nullable Snapshot previous, ParentStreams streams, Consumer consumer, Verdict<?> verdict) {
    StreamState state = streams.stateOf(consumer, verdict);
    if (state == null || consumer.deliveredStreamSequence() <= state.lastSequence()) {
      return;
    }
    Consumer before = previous == null ? null : earlier(previous, consumer);
    if (before != null && before.deliveredStreamSequence() <= state.lastSequence()) {
      return;
    }
    if (before == null && isWithin(streams.copyBeside(consumer), consumer)) {
      return;
    }
    long ahead = consumer.deliveredStreamSequence() - state.lastSequence();
    if (before == null && ahead <= growth(previous, streams.of(consumer), state)) {
      verdict.notEvaluable(
          "first seen now, and ahead by no more than its stream has grown since the snapshot before");
      return;
    }
    verdict
        .finding()
        .observed("delivered_stream_seq", consumer.deliveredStreamSequence(), "")
        .limit("stream_last_seq", state.lastSequence(), "")
        .with("difference", ahead, "sequences")
        .with("delivered_consumer_seq", consumer.deliveredConsumerSequence(), "")
        .with("confirmation", before == null ? "unconfirmed" : "confirmed by the snapshot before")
        .message(
            "delivered up to sequence %s, but its stream ends at %s (%s ahead%s)",
            Display.count(consumer.deliveredStreamSequence()),
            Display.count(state.lastSequence()),
            Display.count(ahead),
            before == null ? ", unconfirmed" : "");
  }

  private static boolean isWithin(@Nullable StreamState copy, Consumer consumer) {
    return copy != null && consumer.deliveredStreamSequence() <= copy.lastSequence();
  }

  /** What its leader said in the snapshot before; a consumer made anew is another one. */
  private static @Nullable Consumer earlier(Snapshot previous, Consumer consumer) {
    Consumer before = previous.consumer(consumer.stream(), consumer.name());
    return before != null && before.isLeaderView() && before.created().equals(consumer.created())
        ? before
        : null;
  }

  /** Reading takes less time than lies between snapshots, so no stream is overtaken by more. */
  private static long growth(
      @Nullable Snapshot previous, @Nullable Stream stream, StreamState now) {
    StreamState before = stream == null ? null : EarlierStream.stateOf(stream, previous);
    return before == null ? 0 : Change.rise(before.lastSequence(), now.lastSequence());
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The consumer has delivered messages that the stream does not know. The stream will give \
            these sequences to new messages, which the consumer takes for delivered: it misses them.""")
        .cause(
            "The stream lost data with the directory or the memory of a server, and began again.")
        .cause("The stream was restored from a backup that is older than the consumer.")
        .cause("A stream in memory was restarted, and a client asked to go on where it had been.")
        .diagnose(
            "Compare the delivered sequence with the last one of the stream, twice.",
            "nats consumer state STREAM CONSUMER; nats stream state STREAM")
        .diagnose(
            "List all consumers of the account that are ahead, as one server knows them.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&consumers=1' | jq -r '.account_details[].stream_detail[] | .name as $stream | .state.last_seq as $last | .consumer_detail[]? | select(.delivered.stream_seq > $last) | \"\\($stream)/\\(.name) \\(.delivered.stream_seq) > \\($last)\"'")
        .diagnose(
            "See in the log of the stream's servers whether its store was recovered or reset.")
        .fix(
            "Remove the consumer and create it again from a sequence that the stream has: nats consumer add STREAM CONSUMER --deliver SEQUENCE.")
        .fix(
            "Let ephemeral and ordered consumers be made anew by their clients, without an old sequence.")
        .fix("Keep what must survive a restart in files and in three replicas.")
        .question(
            "Is it not normal on a busy stream?",
            "Servers read the stream before its consumers, so for a moment a consumer can look ahead. With a snapshot before,"
                + " only who was ahead of the present last sequence already then is reported. A consumer that is new since"
                + " then is not judged if its stream has grown by as much as it is ahead. Where there is nothing to compare"
                + " with, only who is also ahead of the copy of the stream on its own server, which comes in the same answer,"
                + " is reported, and the finding says that it is unconfirmed.")
        .limit(
            "Positions are taken from the leaders of consumer and stream. Without both the consumer is listed as not looked at.")
        .limit(
            "A consumer that was made to start beyond the end of its stream looks the same: it has delivered nothing yet, and passes over what comes until then.")
        .limit(
            "Once the stream has caught up with the consumer nothing can be seen any more, although messages were missed.")
        .related("CONSUMER_004", "The consumer is behind the first message of its stream.")
        .related("JETSTREAM_001", "Replicas of streams that are behind.")
        .build();
  }
}
