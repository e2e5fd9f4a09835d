// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

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
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.Retention;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamState;
import org.jspecify.annotations.Nullable;

/**
 * Finds consumers whose position lies before the first message that their stream still has.
 *
 * @since 0.1
 */
public final class DeliveredBelowFirstSequence implements Check {

  static final Parameter<Boolean> LITERAL =
      Parameter.flag("literal")
          .describedAs(
              "Whether consumers are reported too that are behind the first message for a reason"
                  + " that is known to be harmless")
          .defaultValue(false);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CONSUMER_004", "Consumer Delivered Below Stream First Sequence")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.CONSISTENCY)
          .entity(EntityType.CONSUMER)
          .parameters(LITERAL)
          .requires(Section.JSZ_CONSUMERS, Section.JSZ_STREAMS)
          .remediation(
              "Compare its position and its pending messages in two snapshots. If it stands still"
                  + " while messages are stored, create it again from the stream's first sequence.")
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
    boolean literal = context.value(LITERAL);
    ParentStreams streams = new ParentStreams(context.current());
    return context
        .consumers()
        .judge((consumer, verdict) -> judge(streams, consumer, literal, verdict));
  }

  private static void judge(
      ParentStreams streams, Consumer consumer, boolean literal, Verdict<?> verdict) {
    long delivered = consumer.deliveredStreamSequence();
    StreamState state = delivered == 0 ? null : streams.stateOf(consumer, verdict);
    if (state == null || delivered >= state.firstSequence()) {
      return;
    }
    if (literal
        || (!hasMissedNothing(delivered, state)
            && !hasMissedNothing(delivered, streams.copyBeside(consumer))
            && mayMiss(streams.of(consumer), consumer, verdict))) {
      verdict
          .finding()
          .observed("delivered_stream_seq", delivered, "")
          .limit("stream_first_seq", state.firstSequence(), "")
          .with("gap", state.firstSequence() - delivered, "sequences")
          .with("stream_last_seq", state.lastSequence(), "")
          .with("num_pending", consumer.pending(), "messages")
          .message(
              "delivered up to sequence %s, but its stream begins at %s (gap %s)",
              Display.count(delivered),
              Display.count(state.firstSequence()),
              Display.count(state.firstSequence() - delivered));
    }
  }

  /** It has seen all that there was, or the next message that it wants is still the first one. */
  private static boolean hasMissedNothing(long delivered, @Nullable StreamState state) {
    return state != null
        && (delivered >= state.lastSequence() || delivered + 1 >= state.firstSequence());
  }

  /** Where messages go once they are done with, others' messages lie before a filtered one. */
  private static boolean mayMiss(@Nullable Stream stream, Consumer consumer, Verdict<?> verdict) {
    StreamConfig streamConfig = stream == null ? null : stream.config();
    if (streamConfig != null && streamConfig.retention() == Retention.LIMITS) {
      return true;
    }
    ConsumerConfig config = consumer.config();
    if (config != null && config.filterSubjects().isEmpty()) {
      return true;
    }
    if (config == null || streamConfig == null || streamConfig.retention() == Retention.OTHER) {
      verdict.notEvaluable(
          "it is behind the first message, and no known configuration tells whether that is"
              + " harmless");
    }
    return false;
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The stream has removed messages before the consumer delivered them. At the least they are \
            lost to it. At the worst the consumer waits for sequences that never come again, and \
            delivers nothing while messages pile up.""")
        .cause("The consumer is too slow or was stopped, and messages aged out or fell to a limit.")
        .cause("The stream was purged, or messages were deleted.")
        .cause(
            "The stream was restored or its store was damaged, while the state of the consumer is older.")
        .diagnose(
            "Compare delivered sequence and pending messages, now and some seconds later.",
            "nats consumer state STREAM CONSUMER")
        .diagnose("See what the stream still holds, and its limits.", "nats stream info STREAM")
        .diagnose(
            "List all consumers of the account that are behind, as one server knows them.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&consumers=1' | jq -r '.account_details[].stream_detail[] | .name as $stream | .state.first_seq as $first | .consumer_detail[]? | select(.delivered.stream_seq > 0 and .delivered.stream_seq < $first) | \"\\($stream)/\\(.name) \\(.delivered.stream_seq) < \\($first)\"'")
        .fix(
            "If its position moves again with the next message, the loss is all: nothing else is wrong.")
        .fix(
            "If it stands still, remove it and create it again: nats consumer add STREAM CONSUMER --deliver SEQUENCE, with the first sequence of the stream.")
        .fix("Raise max_age, max_msgs or max_bytes of the stream, or speed the consumer up.")
        .fix("Where unread messages must survive, keep them by interest or as a work queue.")
        .question(
            "Which consumers are behind and healthy?",
            "One that has delivered all there was, such as that of a drained work queue, where the first sequence is then the"
                + " last plus one. One that has delivered all before the first message. A filtered one on a work queue or"
                + " interest stream, before which only messages of others were removed. And one that is behind only because"
                + " the stream's leader was asked later: the copy of the stream on the consumer's own server, which comes in"
                + " the same answer, tells. None is reported unless literal is set; the documented rule reports them all.")
        .limit(
            "A filtered consumer of a stream with limits is reported although only messages of other subjects may have gone.")
        .limit(
            "While the copy of the stream on the consumer's server trails behind its leader, the loss of messages is reported late.")
        .related("CONSUMER_005", "The consumer is ahead of its stream.")
        .related("CONSUMER_008", "Too many messages wait for the consumer.")
        .build();
  }
}
