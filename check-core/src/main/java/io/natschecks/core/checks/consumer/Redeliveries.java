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
import io.natschecks.api.MetadataKey;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Monitored;

/**
 * Finds consumers with more messages in redelivery than their owner accepts.
 *
 * @since 0.1
 */
public final class Redeliveries implements Check {

  static final MetadataKey<Long> THRESHOLD =
      MetadataKey.count(
          "io.nats.monitor.redelivery-critical",
          "messages",
          "Number of messages in redelivery from which the consumer is reported");

  private static final CountThreshold REDELIVERED =
      CountThreshold.of(
          THRESHOLD, "num_redelivered", "message", "in redelivery", Consumer::redelivered);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CONSUMER_011", "Redelivery Critical")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.ERRORS)
          .entity(EntityType.CONSUMER)
          .metadata(THRESHOLD, Monitored.ENABLED)
          .requires(Section.JSZ_CONSUMERS)
          .alsoFollows(REDELIVERED.track())
          .remediation(
              "Find the messages that keep failing and move them aside; give slow handlers a longer"
                  + " ack wait.")
          .runbook(ThresholdRunbook.ofCount(runbook(), THRESHOLD, "100"))
          .since("0.1")
          .sinceServer("2.10")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return REDELIVERED.judge(
        context,
        (finding, consumer, config) ->
            finding
                .with("max_deliver", config.maxDeliver().toString())
                .with("ack_wait", config.ackWait()));
  }

  private static Runbook.Builder runbook() {
    return Runbook.why(
            """
            The owner of the consumer has set this number as critical. These messages were delivered \
            and not acknowledged at least once, and take the place of new ones; without max_deliver a \
            message that always fails comes back for ever.""")
        .cause("Messages that a handler cannot process, delivered again and again.")
        .cause("An ack wait that is shorter than handling takes.")
        .cause("A dependency that is down, so that all handlers fail.")
        .cause("Workers that are killed before they acknowledge.")
        .diagnose(
            "See redelivered messages, outstanding acknowledgements and the ack floor together.",
            "nats consumer state STREAM CONSUMER")
        .diagnose(
            "Read the message after the ack floor, which is often the one that fails.",
            "nats stream get STREAM SEQUENCE")
        .diagnose(
            "See exhausted deliveries as they happen, in the account.",
            "nats --context ACCOUNT events --js-advisory")
        .fix(
            "Set a bound and watch the advisory of exhausted deliveries: nats consumer edit STREAM CONSUMER --max-deliver 5.")
        .fix("Raise the ack wait, or let long handlers report progress.")
        .fix("Reject with a delay, or set a backoff, so that an outage makes no storm.")
        .limit(
            "The number is a gauge: how many stored messages are in redelivery now. A consumer with a max_deliver of 1 always reports 0.")
        .related("CONSUMER_006", "Deliveries that are not acknowledged.")
        .related("CONSUMER_010", "The time since the last acknowledgement.");
  }
}
