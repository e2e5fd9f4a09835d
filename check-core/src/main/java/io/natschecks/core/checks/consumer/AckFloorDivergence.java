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
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.Section;

/**
 * Finds consumers whose ack floor lies far behind what they delivered.
 *
 * @since 0.1
 */
public final class AckFloorDivergence implements Check {

  static final Parameter<Double> WARN_MULTIPLIER =
      Parameter.number("warn_multiplier", "times max_ack_pending")
          .describedAs("Gap above which a consumer is reported, as a multiple of max_ack_pending")
          .firesAbove()
          .defaultValue(2.0);

  static final Parameter<Double> CRIT_MULTIPLIER =
      Parameter.number("crit_multiplier", "times max_ack_pending")
          .describedAs("Gap above which that is a warning, as a multiple of max_ack_pending")
          .firesAbove()
          .defaultValue(5.0);

  static final Parameter<Long> WARN_ABS =
      Parameter.count("warn_abs", "stream sequences")
          .describedAs("Gap above which a consumer is reported whatever its max_ack_pending")
          .firesAbove()
          .defaultValue(100_000L);

  static final Parameter<Long> CRIT_ABS =
      Parameter.count("crit_abs", "stream sequences")
          .describedAs("Gap above which that is a warning whatever its max_ack_pending")
          .firesAbove()
          .defaultValue(1_000_000L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_015", "Consumer ACK Floor Divergence")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO, Severity.WARNING)
          .category(Category.ERRORS)
          .entity(EntityType.CONSUMER)
          .parameters(WARN_MULTIPLIER, CRIT_MULTIPLIER, WARN_ABS, CRIT_ABS)
          .requires(Section.JSZ_CONSUMERS)
          .causedBy("CONSUMER_006", EntityType.CONSUMER)
          .remediation(
              "Find the message just above the ack floor, which was never acknowledged, and terminate"
                  + " it; set max_deliver so that one message cannot hold the floor for ever.")
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
    return context.consumers().judge((consumer, verdict) -> judge(context, consumer, verdict));
  }

  private static void judge(CheckContext context, Consumer consumer, Verdict<?> verdict) {
    long gap = Change.rise(consumer.ackFloorStreamSequence(), consumer.deliveredStreamSequence());
    ConsumerConfig config = consumer.config();
    long most = config == null ? 0 : config.maxAckPending().value().orElse(0);
    double reported = bound(context.value(WARN_MULTIPLIER), most, context.value(WARN_ABS));
    double warning = bound(context.value(CRIT_MULTIPLIER), most, context.value(CRIT_ABS));
    if (gap > reported) {
      report(consumer, gap, most, reported, gap > warning, verdict);
    } else if (config == null && gap > 0) {
      verdict.notEvaluable("its max_ack_pending is not known");
    }
  }

  /** Either rule is enough, so the lower one counts; without max_ack_pending there is one. */
  private static double bound(double multiplier, long maxAckPending, long absolute) {
    double relative = maxAckPending > 0 ? multiplier * maxAckPending : Double.POSITIVE_INFINITY;
    return Math.min(relative, (double) absolute);
  }

  private static void report(
      Consumer consumer, long gap, long most, double limit, boolean warning, Verdict<?> verdict) {
    ConsumerConfig config = consumer.config();
    FindingBuilder finding =
        verdict
            .finding()
            .severity(warning ? Severity.WARNING : Severity.INFO)
            .observed("gap", gap, "stream sequences")
            .limit("max_gap", limit, "stream sequences")
            .with(
                "max_ack_pending", config == null ? "unknown" : config.maxAckPending().toString());
    (most > 0 ? finding.with("gap_ratio", gap / (double) most, "times max_ack_pending") : finding)
        .with("delivered_stream_seq", consumer.deliveredStreamSequence(), "")
        .with("ack_floor_stream_seq", consumer.ackFloorStreamSequence(), "")
        .with("num_ack_pending", consumer.ackPending(), "messages")
        .message(
            "acknowledged without a gap up to sequence %s, delivered up to %s (%s apart, reported above %s)",
            Display.count(consumer.ackFloorStreamSequence()),
            Display.count(consumer.deliveredStreamSequence()),
            Display.count(gap),
            Display.number(limit));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A message was delivered long ago and never acknowledged, while the work went on past \
            it. The server keeps all that was acknowledged above it in the state of the consumer, \
            and an interest or work queue stream cannot drop the message.""")
        .cause("A poison message: its handler fails each time, and it is delivered again for ever.")
        .cause("A worker took messages and died, and ack_wait is very long.")
        .cause("Handlers acknowledge far out of order, as with many parallel workers.")
        .cause("A narrow filter: the sequences between two matching messages are part of the gap.")
        .diagnose(
            "Compare the ack floor with the last delivered message, now and some minutes later.",
            "nats consumer info STREAM CONSUMER")
        .diagnose(
            "Look at the message just above the floor; on a filtered consumer, at the next one that matches.",
            "nats stream get STREAM SEQUENCE")
        .diagnose(
            "List the largest gaps of an account, by what the leaders say.",
            "nats req '$SYS.REQ.SERVER.PING.JSZ' '{\"account\":\"ACCOUNT\",\"streams\":true,\"consumer\":true}' --raw --replies 0 --timeout 2s | jq -s -c '[.[] | .server.name as $me | .data.account_details[]?.stream_detail[] | .name as $stream | .consumer_detail[]? | select(.cluster.leader == $me) | {stream: $stream, name, gap: (.delivered.stream_seq - .ack_floor.stream_seq), num_ack_pending}] | sort_by(-.gap)[:20][]'")
        .fix("Terminate the message in the handler when it can never succeed.")
        .fix(
            "Bound the deliveries: nats consumer edit STREAM CONSUMER --max-deliver 10, and watch the advisory for those that ran out.")
        .fix("Lower max_ack_pending, which bounds how far workers can run ahead of each other.")
        .question(
            "When is a large gap harmless?",
            "When num_ack_pending is small and the consumer has a narrow filter: most sequences of the gap are not its own.")
        .question(
            "Which of the two rules applies?",
            "Either is enough. A large max_ack_pending does not lift the absolute rule.")
        .limit(
            "The gap is in sequences of the stream, of which a filtered consumer gets only some.")
        .limit("The crit_ parameters make it a warning, not critical, as documented.")
        .limit(
            "Where the configuration was not gathered only the absolute rule is applied; a consumer below it is listed as"
                + " not looked at.")
        .related("OPT_SYS_003", "Very many messages that are not acknowledged.")
        .related("CONSUMER_010", "Nothing was acknowledged for long.")
        .related("CONSUMER_011", "Messages that are delivered again.")
        .build();
  }
}
