// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.Category;
import io.natschecks.api.Change;
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
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SubscriptionStatistics;
import io.natschecks.core.checks.shared.Usage;

/**
 * Finds servers on which very many subscriptions were made and removed since the snapshot before.
 *
 * @since 0.1
 */
public final class SubscriptionChurn implements Check {

  static final Parameter<Long> MAX_CHURN =
      Parameter.count("max_churn", "operations")
          .describedAs(
              "Subscriptions made and removed between two snapshots that are still accepted")
          .firesAbove()
          .defaultValue(10_000L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_012", "Subscription Churn")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.ERRORS)
          .entity(EntityType.SERVER)
          .parameters(MAX_CHURN)
          .requires(Section.SUBSZ)
          .needsPrevious()
          .remediation(
              "Let clients keep their subscriptions: one inbox for all requests instead of one each,"
                  + " and no reconnect loops.")
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
    long limit = context.value(MAX_CHURN);
    return context
        .changes(Section.SUBSZ, Server::subscriptionStatistics)
        .judge((change, verdict) -> judge(change, limit, verdict));
  }

  private static void judge(Change<SubscriptionStatistics> change, long limit, Verdict<?> verdict) {
    long churn = change.rise(SubscriptionChurn::operations);
    if (churn > limit) {
      verdict
          .finding()
          .observed("churn", churn, "operations")
          .limit("max_churn", limit, "operations")
          .with("inserts_delta", change.rise(SubscriptionStatistics::inserts), "subscriptions")
          .with("removes_delta", change.rise(SubscriptionStatistics::removes), "subscriptions")
          .with("num_subscriptions", change.now().subscriptions(), "subscriptions")
          .with("interval", change.interval())
          .message(
              "%s subscriptions made or removed in %s, %s are held (reported above %s between two snapshots)",
              Display.count(churn),
              Display.duration(change.interval()),
              Display.count(change.now().subscriptions()),
              Display.count(limit));
    }
  }

  private static long operations(SubscriptionStatistics statistics) {
    return Usage.sum(statistics.inserts(), statistics.removes());
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Each subscription that comes or goes is told to every route, and to gateways and leaf \
            nodes where they need it, and empties cached look-ups. One client that subscribes for \
            every request costs the whole deployment CPU time and slows down everybody's messages.""")
        .cause(
            "A subscription for each request, made by hand or by a client in an old request mode.")
        .cause(
            "Clients that lose their connection and come back in a loop: each time they subscribe to all again.")
        .cause("Short processes, such as jobs and functions, that connect for one message.")
        .cause("A restart of many clients, or of another server whose clients moved here.")
        .diagnose(
            "Watch the counters of the server for a minute.",
            "curl -s 'http://HOST:8222/subsz' | jq '{num_inserts, num_removes, num_subscriptions}'")
        .diagnose(
            "See whether clients come and go.",
            "curl -s 'http://HOST:8222/connz?state=closed&sort=stop&auth=1&limit=100' | jq -c '[.connections[] | {account, name, ip}] | group_by(.) | map({client: .[0], closed: length}) | sort_by(-.closed) | .[]'")
        .diagnose(
            "Compare two looks at the connections with the most messages in both directions: requests with an inbox each make both rise.",
            "curl -s 'http://HOST:8222/connz?sort=msgs_to&auth=1&limit=20' | jq -c '.connections[] | {cid, account, name, in_msgs, out_msgs, subscriptions}'")
        .fix("Use the request method of the client, which needs one subscription for all requests.")
        .fix(
            "Find out why clients reconnect: slow consumers, bad credentials, probes that only connect.")
        .fix("Keep the connection of a worker open between jobs.")
        .fix("Raise max_churn where the number is as expected.")
        .question(
            "How often must audits run?",
            "The bound is for the time between two snapshots and means one minute. Set max_churn by the interval of your audits; the finding names it.")
        .limit(
            "A server that was started, or did not answer, in one of the two snapshots is listed as not looked at.")
        .limit(
            "The counters are those of all accounts that the server knows, interest learned from other servers included: one client shows on many servers. They fall when an account goes, which counts as no churn.")
        .related("OPT_SYS_022", "Subscriptions that only grow.")
        .related("OPT_SYS_011", "A subject with far more receivers than others.")
        .related("SERVER_012", "Connections that servers closed because they went stale.")
        .build();
  }
}
