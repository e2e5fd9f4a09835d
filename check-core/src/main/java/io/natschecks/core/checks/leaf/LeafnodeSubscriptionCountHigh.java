// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.leaf;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Section;
import java.util.Comparator;

/**
 * Finds leaf node links over which one end has subscribed to very much.
 *
 * @since 0.1
 */
public final class LeafnodeSubscriptionCountHigh implements Check {

  static final Parameter<Long> WARN_SUBS =
      Parameter.count("warn_subs", "subscriptions")
          .describedAs("Subscriptions on a leaf node link above which it is reported")
          .firesAbove()
          .defaultValue(20_000L);

  static final Parameter<Long> CRIT_SUBS =
      Parameter.count("crit_subs", "subscriptions")
          .describedAs("Subscriptions on a leaf node link above which that is critical")
          .firesAbove()
          .defaultValue(50_000L);

  private static final Comparator<LeafNode> FEWEST_FIRST =
      Comparator.comparingLong(LeafNode::subscriptions);

  private static final Track<LeafLinks> SUBSCRIPTIONS =
      Track.of(
          LeafLinks.TRACKED,
          "leaf.subscriptions",
          links -> links.worst(FEWEST_FIRST).subscriptions());

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("LEAF_003", "Leafnode Subscription Count High")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING, Severity.CRITICAL)
          .category(Category.SATURATION)
          .entity(EntityType.LEAF_NODE)
          .parameters(WARN_SUBS, CRIT_SUBS)
          .requires(Section.LEAFZ)
          .alsoFollows(SUBSCRIPTIONS)
          .remediation(
              "Replace many literal subjects by wildcards, or let fewer of them cross the link with"
                  + " deny_import and deny_export.")
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
    return LeafLinks.of(context).judge((links, verdict) -> judge(context, links, verdict));
  }

  private static void judge(CheckContext context, LeafLinks links, Verdict<?> verdict) {
    LeafNode link = links.worst(FEWEST_FIRST);
    boolean critical = link.subscriptions() > context.value(CRIT_SUBS);
    long limit = context.value(critical ? CRIT_SUBS : WARN_SUBS);
    Series series = context.series(SUBSCRIPTIONS, links);
    if (link.subscriptions() > context.value(WARN_SUBS)) {
      links
          .describe(
              verdict
                  .finding()
                  .severity(critical ? Severity.CRITICAL : Severity.WARNING)
                  .observed("subscriptions", link.subscriptions(), "subscriptions")
                  .limit(critical ? "crit_subs" : "warn_subs", limit, "subscriptions")
                  .reaches(series, context.value(CRIT_SUBS) + 1.0, "subscriptions"),
              link)
          .message(
              "%s asked for by the other end (%s above %s)",
              Display.count(link.subscriptions(), "subscription"),
              critical ? "critical" : "reported",
              Display.count(limit));
    } else {
      verdict
          .forecast("subscriptions", context.value(WARN_SUBS) + 1.0, "subscriptions")
          .severity(
              context.value(CRIT_SUBS) <= context.value(WARN_SUBS)
                  ? Severity.CRITICAL
                  : Severity.WARNING)
          .from(series);
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The whole list crosses the link again at every connect. If that takes longer than the \
            two seconds in which the leaf waits for the handshake, it gives up and tries again: the \
            link does not come back. Every change on one side also costs a message across.""")
        .cause("Many clients on one side, each with subjects of its own, such as one per device.")
        .cause("Request inboxes of many clients that are not muxed into one wildcard.")
        .cause("A bridge or gateway application that subscribes to every subject by its name.")
        .diagnose(
            "See the number on each link.",
            "curl -s 'http://HOST:8222/leafz' | jq '.leafs[] | {name, account, subscriptions, is_spoke}'")
        .diagnose(
            "Find the pattern in the subjects. The answer is large: ask for one account.",
            "curl -s 'http://HOST:8222/leafz?subs=1&acc=ACCOUNT' | jq -r '.leafs[].subscriptions_list[]?' | cut -d. -f1-2 | sort | uniq -c | sort -rn | head")
        .diagnose(
            "Look in the leaf's log for \"Stale Leaf Node Connection\" right after a connect.")
        .fix("Subscribe to a wildcard on the leaf's side and tell the subjects apart there.")
        .fix(
            "Keep subjects that nobody needs on the other side from crossing: deny_import, deny_export.")
        .fix("Split accounts or subjects over several leaf node links.")
        .question(
            "Whose subscriptions are counted?",
            "Those of the other end. Hub and spoke show different numbers, and both are judged.")
        .limit(
            "If several leaf nodes have the same name and account on a server, the one with the most subscriptions is reported.")
        .limit("If crit_subs is set below warn_subs, everything that is reported is critical.")
        .related("LEAF_002", "Links that are slow.")
        .related("ACCOUNTS_006", "Subscriptions of an account.")
        .build();
  }
}
