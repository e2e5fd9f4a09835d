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
import java.time.Duration;

/**
 * Finds consumers that have delivered nothing for longer than their owner accepts.
 *
 * @since 0.1
 */
public final class NoRecentDelivery implements Check {

  static final MetadataKey<Duration> THRESHOLD =
      MetadataKey.duration(
          "io.nats.monitor.last-delivery-critical",
          "Time since the last delivery from which the consumer is reported");

  private static final TimeThreshold DELIVERY =
      new TimeThreshold(THRESHOLD, "last_delivery", "last delivered", Consumer::lastDelivered);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CONSUMER_009", "Last Delivery Critical")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.CONSUMER)
          .metadata(THRESHOLD, Monitored.ENABLED)
          .requires(Section.JSZ_CONSUMERS)
          .causedBy("CONSUMER_003", EntityType.CONSUMER)
          .causedBy("JETSTREAM_008", EntityType.STREAM)
          .causedBy("OPT_SYS_004", EntityType.CONSUMER)
          .remediation(
              "Check that clients are connected and ask for messages, that matching messages arrive,"
                  + " and that the consumer is neither paused nor full of unacknowledged ones.")
          .runbook(ThresholdRunbook.ofTime(runbook(), THRESHOLD, "1h"))
          .since("0.1")
          .sinceServer("2.10")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return DELIVERY.judge(
        context,
        (finding, consumer, config) ->
            finding
                .with("num_pending", consumer.pending(), "messages")
                .with("num_ack_pending", consumer.ackPending(), "messages")
                .with("paused", consumer.paused()));
  }

  private static Runbook.Builder runbook() {
    return Runbook.why(
            """
            The owner of the consumer expects deliveries more often than this. Either nothing is \
            published that it selects, or nobody takes it.""")
        .cause("No client is connected, or none asks for messages.")
        .cause("Publishers are idle, or publish to another subject.")
        .cause("The consumer is at max_ack_pending, or is paused.")
        .diagnose(
            "See the last delivery, and whether messages, acknowledgements or pulls wait.",
            "nats consumer state STREAM CONSUMER")
        .diagnose("See when the stream took its last message.", "nats stream state STREAM")
        .diagnose("See the filter of the consumer.", "nats consumer info STREAM CONSUMER")
        .fix("Start the consuming application, or mend its connection.")
        .fix("Resume a paused consumer: nats consumer resume STREAM CONSUMER.")
        .fix("Set the threshold above the longest normal pause of the publishers.")
        .related("CONSUMER_010", "The time since the last acknowledgement.")
        .related("CONSUMER_006", "A consumer full of unacknowledged messages delivers nothing.");
  }
}
