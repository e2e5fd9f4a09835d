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
 * Finds consumers with more unacknowledged deliveries than their owner accepts.
 *
 * @since 0.1
 */
public final class OutstandingAcks implements Check {

  static final MetadataKey<Long> THRESHOLD =
      MetadataKey.count(
          "io.nats.monitor.outstanding-ack-critical",
          "messages",
          "Number of delivered and unacknowledged messages from which the consumer is reported");

  private static final CountThreshold OUTSTANDING =
      CountThreshold.of(
          THRESHOLD,
          "num_ack_pending",
          "message",
          "delivered and not acknowledged",
          Consumer::ackPending);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CONSUMER_006", "Outstanding Ack Critical")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.CONSUMER)
          .metadata(THRESHOLD, Monitored.ENABLED)
          .requires(Section.JSZ_CONSUMERS)
          .alsoFollows(OUTSTANDING.track())
          .causedBy("CONSUMER_003", EntityType.CONSUMER)
          .causedBy("JETSTREAM_008", EntityType.STREAM)
          .remediation(
              "Find out why acknowledgements stay out: a slow or stuck handler, a dependency that is"
                  + " down, an acknowledgement that is never sent.")
          .runbook(ThresholdRunbook.ofCount(runbook(), THRESHOLD, "500"))
          .since("0.1")
          .sinceServer("2.10")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return OUTSTANDING.judge(
        context,
        (finding, consumer, config) ->
            finding
                .with("max_ack_pending", config.maxAckPending().toString())
                .with("ack_wait", config.ackWait()));
  }

  private static Runbook.Builder runbook() {
    return Runbook.why(
            """
            The owner of the consumer has set this number as critical. When it reaches max_ack_pending \
            nothing is delivered any more, and what is not acknowledged in time is delivered again.""")
        .cause("A handler is slow, or stuck in a dependency that does not answer.")
        .cause("Code paths that never acknowledge, often after an error.")
        .cause("Too few workers for what comes in, or batches that are too large.")
        .diagnose(
            "Compare outstanding acknowledgements with their maximum, and see whether the ack floor moves.",
            "nats consumer state STREAM CONSUMER")
        .diagnose("Compare the consumers of the stream.", "nats consumer report STREAM")
        .diagnose(
            "See terminated messages and exhausted deliveries as they happen, in the account.",
            "nats --context ACCOUNT events --js-advisory")
        .fix("Mend the handler, or add workers.")
        .fix("Take smaller batches, and acknowledge each message when it is done.")
        .fix(
            "Raise the ack wait where handling takes longer: nats consumer edit STREAM CONSUMER --wait 2m.")
        .related("CONSUMER_010", "The time since the last acknowledgement.")
        .related("CONSUMER_011", "Messages that are delivered again.");
  }
}
