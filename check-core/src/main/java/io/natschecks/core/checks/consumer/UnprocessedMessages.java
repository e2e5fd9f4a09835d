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
 * Finds consumers with more undelivered messages than their owner accepts.
 *
 * @since 0.1
 */
public final class UnprocessedMessages implements Check {

  static final MetadataKey<Long> THRESHOLD =
      MetadataKey.count(
          "io.nats.monitor.unprocessed-critical",
          "messages",
          "Number of stored and undelivered messages from which the consumer is reported");

  private static final CountThreshold UNPROCESSED =
      CountThreshold.of(
          THRESHOLD, "num_pending", "message", "not delivered yet", Consumer::pending);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CONSUMER_008", "Unprocessed Critical")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.CONSUMER)
          .metadata(THRESHOLD, Monitored.ENABLED)
          .requires(Section.JSZ_CONSUMERS)
          .alsoFollows(UNPROCESSED.track())
          .causedBy("CONSUMER_003", EntityType.CONSUMER)
          .causedBy("JETSTREAM_008", EntityType.STREAM)
          .causedBy("OPT_SYS_004", EntityType.CONSUMER)
          .remediation(
              "Scale the consuming side until the backlog shrinks between snapshots, and check that"
                  + " the consumer is not paused, unbound or held back by unacknowledged messages.")
          .runbook(ThresholdRunbook.ofCount(runbook(), THRESHOLD, "10000"))
          .since("0.1")
          .sinceServer("2.10")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return UNPROCESSED.judge(context, MonitoredConsumers.Details.NONE);
  }

  private static Runbook.Builder runbook() {
    return Runbook.why(
            """
            The owner of the consumer has set this number as critical. Messages come faster than they \
            are delivered, so they come late; a stream with limits drops them in the end, unread.""")
        .cause("Too few workers, or a handler that became slower.")
        .cause("No client is connected, or the consumer is paused.")
        .cause("The consumer is at max_ack_pending and delivers nothing.")
        .cause("A burst of messages, such as a replay or an import.")
        .diagnose(
            "See backlog, outstanding acknowledgements and waiting pulls together.",
            "nats consumer state STREAM CONSUMER")
        .diagnose("Compare the consumers of the stream.", "nats consumer report STREAM")
        .diagnose(
            "See how fast the stream grows, and when it drops messages.", "nats stream info STREAM")
        .fix(
            "Add workers or make handling cheaper, until the number falls from snapshot to snapshot.")
        .fix("Resume a paused consumer: nats consumer resume STREAM CONSUMER.")
        .fix("Widen the limits of the stream while the consumer catches up.")
        .related("CONSUMER_006", "Deliveries that are not acknowledged.")
        .related("CONSUMER_009", "Nothing has been delivered for long.");
  }
}
