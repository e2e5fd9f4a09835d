// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Finds consumers that are close to the number of unacknowledged messages at which they stop.
 *
 * @since 0.1
 */
public final class AckPendingBuildup implements Check {

  static final Parameter<Double> WARN_PERCENT =
      Parameter.number("warn_percent", "percent")
          .describedAs("Share of max_ack_pending from which a consumer is reported")
          .firesFrom()
          .between(0, 100)
          .defaultValue(80.0);

  private static final String NAME = "num_ack_pending";
  private static final String UNIT = "pending acknowledgements";

  static final Track<Consumer> ACK_PENDING =
      Track.of(
          Tracked.CONSUMERS,
          "consumer.ack_pending",
          consumer -> isLimited(consumer.config()) ? consumer.ackPending() : Track.HOLE);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_003", "Ack Pending Buildup")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.ERRORS)
          .entity(EntityType.CONSUMER)
          .parameters(WARN_PERCENT)
          .requires(Section.JSZ_CONSUMERS)
          .alsoFollows(ACK_PENDING)
          .causedBy("CONSUMER_006", EntityType.CONSUMER)
          .remediation(
              "Add workers or speed up handlers before the limit is reached, where delivery stops, and"
                  + " see that every path of the handler acknowledges.")
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
    return ConfiguredConsumers.judge(
        context,
        AckPendingBuildup::isLimited,
        (consumer, config, verdict) -> judge(context, consumer, config, verdict));
  }

  private static boolean isLimited(@Nullable ConsumerConfig config) {
    return config != null && config.maxAckPending().value().orElse(0) > 0;
  }

  private static void judge(
      CheckContext context, Consumer consumer, ConsumerConfig config, Verdict<?> verdict) {
    double percent = context.value(WARN_PERCENT);
    Usage usage = new Usage(consumer.ackPending(), config.maxAckPending(), UNIT);
    if (usage.isFrom(percent)) {
      usage
          .describe(
              verdict.finding(), NAME, "max_ack_pending", context.series(ACK_PENDING, consumer))
          .with("ack_wait", config.ackWait())
          .with("num_pending", consumer.pending(), "messages")
          .message("%s", usage.text(percent));
    } else if (consumer.ackPending() > 0) {
      // Most of a million consumers have none, which is no growth.
      usage.forecast(verdict, NAME, percent).from(context.series(ACK_PENDING, consumer));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            At max_ack_pending the server delivers nothing more until something is acknowledged. \
            From then on the consumer is as fast as its slowest handlers, and if these never \
            acknowledge it stands still.""")
        .cause("Handlers are slower than messages come, or there are too few workers.")
        .cause("A path through the handler, most often after an error, does not acknowledge.")
        .cause("The limit is lower than what the clients hold in flight in normal times.")
        .cause("A short ack_wait: messages are delivered again and fill the places they just left.")
        .diagnose(
            "Compare outstanding acknowledgements with their maximum, and see whether the ack floor moves.",
            "nats consumer info STREAM CONSUMER")
        .diagnose("Compare the consumers of the stream.", "nats consumer report STREAM")
        .diagnose(
            "List the consumers of an account from 80 percent on, by what their leaders say.",
            "nats req '$SYS.REQ.SERVER.PING.JSZ' '{\"account\":\"ACCOUNT\",\"streams\":true,\"consumer\":true,\"config\":true}' --raw --replies 0 --timeout 2s | jq -r '.server.name as $me | .data.account_details[]?.stream_detail[] | .name as $stream | .consumer_detail[]? | select(.cluster.leader == $me and (.config.max_ack_pending // 0) > 0 and .num_ack_pending * 100 >= .config.max_ack_pending * 80) | \"\\($stream)/\\(.name) \\(.num_ack_pending) of \\(.config.max_ack_pending)\"'")
        .fix("Mend the handler so that it acknowledges, rejects or terminates every message.")
        .fix("Add workers, or take smaller batches.")
        .fix(
            "Raise the limit if the clients can hold more in flight: nats consumer edit STREAM CONSUMER --max-pending 5000.")
        .fix(
            "Lengthen the wait if handling takes longer: nats consumer edit STREAM CONSUMER --wait 2m.")
        .question(
            "What if it is always near the limit and keeps up?",
            "A small limit keeps a fast consumer full. If num_pending stays low nothing is wrong: raise the limit a"
                + " little, or warn_percent.")
        .limit("It is one look at a value that goes up and down with each batch.")
        .limit("Consumers without max_ack_pending are left out.")
        .related("CONSUMER_006", "A number of outstanding acknowledgements that the owner sets.")
        .related("OPT_SYS_015", "One old message that is not acknowledged, far behind the others.")
        .related("CONSUMER_010", "Nothing was acknowledged for long.")
        .build();
  }
}
