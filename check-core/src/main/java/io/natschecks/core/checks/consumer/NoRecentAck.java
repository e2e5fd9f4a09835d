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
 * Finds consumers whose clients have acknowledged nothing for longer than their owner accepts.
 *
 * @since 0.1
 */
public final class NoRecentAck implements Check {

  static final MetadataKey<Duration> THRESHOLD =
      MetadataKey.duration(
          "io.nats.monitor.last-ack-critical",
          "Time since the last acknowledgement from which the consumer is reported");

  private static final TimeThreshold ACKNOWLEDGEMENT =
      new TimeThreshold(THRESHOLD, "last_ack", "last acknowledged", Consumer::lastAcknowledged);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CONSUMER_010", "Last Ack Critical")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.CONSUMER)
          .metadata(THRESHOLD, Monitored.ENABLED)
          .requires(Section.JSZ_CONSUMERS)
          .causedBy("CONSUMER_003", EntityType.CONSUMER)
          .causedBy("JETSTREAM_008", EntityType.STREAM)
          .remediation(
              "Look for handlers that fail or hang before they acknowledge, and for what they depend"
                  + " on; then for a pause in the traffic.")
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
    return ACKNOWLEDGEMENT.judge(
        context,
        (finding, consumer, config) ->
            finding
                .with("num_ack_pending", consumer.ackPending(), "messages")
                .with("ack_wait", config.ackWait()));
  }

  private static Runbook.Builder runbook() {
    return Runbook.why(
            """
            The owner of the consumer expects acknowledgements more often than this. If messages are \
            delivered meanwhile, work is done again and again or not at all.""")
        .cause("Handlers fail or hang before they acknowledge.")
        .cause("What handlers depend on is down.")
        .cause("Nothing was delivered, so there is nothing to acknowledge.")
        .diagnose(
            "Compare the last delivery with the last acknowledgement.",
            "nats consumer state STREAM CONSUMER")
        .diagnose("Compare the consumers of the stream.", "nats consumer report STREAM")
        .fix("Mend the handler or its dependency.")
        .fix(
            "Set the threshold well above the ack wait and the longest normal pause in the traffic.")
        .limit(
            "Clients of a consumer with ack policy none send no acknowledgements: do not set the key there.")
        .related("CONSUMER_009", "The time since the last delivery.")
        .related("CONSUMER_006", "How many deliveries are not acknowledged.");
  }
}
