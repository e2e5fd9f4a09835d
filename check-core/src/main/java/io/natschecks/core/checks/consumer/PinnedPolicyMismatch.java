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
import io.natschecks.api.MetadataKey;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Monitored;

/**
 * Finds consumers that should pin one client, as their owner says, and are not configured to.
 *
 * @since 0.1
 */
public final class PinnedPolicyMismatch implements Check {

  static final MetadataKey<Boolean> PINNED =
      MetadataKey.flag(
          "io.nats.monitor.pinned",
          "Says that the consumer must pin one client; reported if it is not configured to");

  /** The only policy that pins. */
  private static final String EXPECTED = "pinned_client";

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CONSUMER_012", "Pinned Consumer Policy Mismatch")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.CONSISTENCY)
          .entity(EntityType.CONSUMER)
          .metadata(PINNED, Monitored.ENABLED)
          .requires(Section.JSZ_CONSUMERS)
          .remediation(
              "Make the consumer with the priority policy pinned_client and a priority group, or take"
                  + " the key out of its metadata.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.11")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return MonitoredConsumers.judge(
        context,
        PINNED,
        (consumer, config, monitored, verdict) -> {
          if (monitored.flag(PINNED) && !EXPECTED.equals(config.priorityPolicy())) {
            report(config, verdict);
          }
        });
  }

  private static void report(ConsumerConfig config, Verdict<?> verdict) {
    String policy = config.priorityPolicy() == null ? "none" : config.priorityPolicy();
    verdict
        .finding()
        .observed("priority_policy", policy)
        .limit("expected", EXPECTED)
        .with("priority_groups", config.priorityGroups())
        .message(
            "its metadata asks for a pinned client, but its priority policy is %s",
            Display.name(policy));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The owner of the consumer relies on one client at a time getting its messages, in order. \
            Without the policy pinned_client all clients get some, at the same time.""")
        .cause(
            "The consumer was made without the policy, or by a client library that does not know it.")
        .cause("It was made on a server before 2.11, which does not know priority groups.")
        .cause("Its configuration was copied from another environment without the priority fields.")
        .diagnose(
            "See the policy and the groups of the consumer; the server leaves them out if there are none.",
            "nats consumer info STREAM CONSUMER --json | jq '.config | {priority_policy, priority_groups, metadata}'")
        .fix(
            "Make it anew with the policy: nats consumer add STREAM CONSUMER --pull --pinned-groups GROUP. Its clients must name the group when they pull.")
        .fix("If the order does not matter, take io.nats.monitor.pinned out of its metadata.")
        .question(
            "Does it look for a client that is pinned?",
            "No. Only the configuration is judged; with the right policy and no client it is silent.")
        .question(
            "Why is it reported that the policy is none?",
            "A server leaves the policy out where there is none. That is a mismatch too.")
        .limit("One text of the documentation asks for the policy overflow. That one pins nobody.")
        .limit(
            "The key is read like every switch: 1, t, T, true, TRUE and True are a yes. The documented rule takes only true.")
        .related("CONSUMER_007", "Pull requests that wait.")
        .build();
  }
}
