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
 * Finds consumers with more waiting pull requests than their owner accepts.
 *
 * @since 0.1
 */
public final class WaitingPullRequests implements Check {

  static final MetadataKey<Long> THRESHOLD =
      MetadataKey.count(
          "io.nats.monitor.waiting-critical",
          "pull requests",
          "Number of waiting pull requests from which the consumer is reported");

  private static final CountThreshold WAITING =
      CountThreshold.of(THRESHOLD, "num_waiting", "pull request", "waiting", Consumer::waiting);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CONSUMER_007", "Waiting Critical")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.CONSUMER)
          .metadata(THRESHOLD, Monitored.ENABLED)
          .requires(Section.JSZ_CONSUMERS)
          .alsoFollows(WAITING.track())
          .remediation(
              "Run fewer workers, or let them ask for more messages at a time. If there should be"
                  + " work for them, look at the publisher and at the filter of the consumer.")
          .runbook(ThresholdRunbook.ofCount(runbook(), THRESHOLD, "200"))
          .since("0.1")
          .sinceServer("2.10")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return WAITING.judge(
        context,
        (finding, consumer, config) ->
            finding
                .with("max_waiting", config.maxWaiting().toString())
                .with("num_pending", consumer.pending(), "messages"));
  }

  private static Runbook.Builder runbook() {
    return Runbook.why(
            """
            The owner of the consumer has set this number as critical. More clients ask for messages \
            than there is work for; at max_waiting further requests are refused, and clients see \
            errors.""")
        .cause("More workers than the traffic needs, each with its own pull request.")
        .cause("Clients that pull one message at a time from many threads.")
        .cause("The publisher stopped, or the filter subject matches nothing.")
        .diagnose(
            "Compare waiting pulls with their maximum, and see whether messages wait.",
            "nats consumer state STREAM CONSUMER")
        .diagnose("See whether new messages arrive in the stream.", "nats stream state STREAM")
        .fix("Run fewer workers, or share one pull subscription in a process.")
        .fix("Ask for larger batches with a longer expiry.")
        .fix(
            "Keep the threshold below max_waiting, which cannot be edited: a consumer is made with it.")
        .limit("Push consumers have no pull requests and are never reported.")
        .related("CONSUMER_008", "Messages wait for the consumer instead.")
        .related("CONSUMER_009", "Nothing has been delivered for long.");
  }
}
