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
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.Section;

/**
 * Finds push consumers to which nobody listens.
 *
 * @since 0.1
 */
public final class UnboundPushConsumer implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_004", "Unbound Push Consumer")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.HEALTH)
          .entity(EntityType.CONSUMER)
          .requires(Section.JSZ_CONSUMERS)
          .remediation(
              "Start or mend the subscriber on its deliver subject; delete the consumer if nobody will"
                  + " come back.")
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
        context, UnboundPushConsumer::isPush, UnboundPushConsumer::judge);
  }

  private static boolean isPush(ConsumerConfig config) {
    return config.deliverSubject() != null && !config.deliverSubject().isEmpty();
  }

  private static void judge(Consumer consumer, ConsumerConfig config, Verdict<?> verdict) {
    if (!consumer.pushBound()) {
      String subject = String.valueOf(config.deliverSubject());
      verdict
          .finding()
          .observed("push_bound", "false")
          .limit("expected", "true")
          .with("deliver_subject", subject)
          .with("deliver_group", config.deliverGroup())
          .with("num_pending", consumer.pending(), "messages")
          .with("last_delivered", consumer.lastDelivered())
          .with("paused", consumer.paused())
          .message(
              "nobody listens on its deliver subject %s; %s waiting",
              Display.name(subject),
              consumer.pending() == 1
                  ? "1 message is"
                  : Display.count(consumer.pending(), "message") + " are");
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The server delivers nothing as long as nobody subscribes to the deliver subject, and \
            the backlog grows. On work queues and streams kept by interest the messages stay in the \
            stream until the consumer is served or removed.""")
        .cause("The subscriber is down, or was removed and its consumer forgotten.")
        .cause(
            "The subscriber uses another subject or account, or may not subscribe to this subject.")
        .cause("It subscribes in another queue group than the consumer delivers to.")
        .cause("A client that reads for a while from time to time, and is away now.")
        .diagnose(
            "See the deliver subject, whether it has interest, and what waits.",
            "nats consumer info STREAM CONSUMER")
        .diagnose(
            "List the unbound push consumers of an account, by what their leaders say.",
            "nats req '$SYS.REQ.SERVER.PING.JSZ' '{\"account\":\"ACCOUNT\",\"streams\":true,\"consumer\":true,\"config\":true}' --raw --replies 0 --timeout 2s | jq -r '.server.name as $me | .data.account_details[]?.stream_detail[] | .name as $stream | .consumer_detail[]? | select(.cluster.leader == $me and (.config.deliver_subject // \"\") != \"\" and (.push_bound | not)) | \"\\($stream)/\\(.name) \\(.config.deliver_subject)\"'")
        .diagnose(
            "Look for the subscriber among the connections of the account.",
            "nats server report connections --account ACCOUNT")
        .fix("Start the subscriber, or correct its subject, queue group, account or permissions.")
        .fix("Remove a consumer that nobody needs: nats consumer rm STREAM CONSUMER.")
        .fix(
            "Set an inactive threshold, so that forgotten consumers go by themselves: nats consumer edit STREAM CONSUMER --inactive-threshold 24h.")
        .fix("Use a pull consumer, which has no such state.")
        .question(
            "Are messages lost?",
            "No. While nobody listens nothing is sent and no delivery is used up. They are lost only if the stream's limits"
                + " remove them meanwhile.")
        .limit("A subscriber that lost its connection a moment ago looks the same.")
        .limit("Paused consumers are reported as well; the evidence says so.")
        .limit(
            "Only the leader of the consumer is believed: what followers say of it is not kept up to date.")
        .related("CONSUMER_008", "Messages wait for a consumer.")
        .related("CONSUMER_009", "Nothing was delivered for long.")
        .build();
  }
}
