// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Observed;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.core.checks.shared.Followed;
import io.natschecks.core.checks.shared.Samples;
import io.natschecks.core.checks.shared.SustainedGrowth;

/**
 * Finds servers whose subscriptions grow and grow while the number of their clients stays.
 *
 * @since 0.1
 */
public final class SubscriptionCountGrowth implements Check {

  static final Parameter<Long> MIN_EPOCHS =
      Parameter.count("min_epochs", "samples")
          .describedAs("Fewest snapshots with the server from which it is judged")
          .between(2, 1_000_000)
          .defaultValue(10L);

  static final Parameter<Double> MIN_GROWTH_PCT =
      Parameter.number("min_growth_pct", "percent")
          .describedAs("Growth of the subscriptions within the window above which it is reported")
          .firesAbove()
          .defaultValue(20.0);

  static final Parameter<Double> MIN_MONO_FRAC = SustainedGrowth.minMonoFrac();

  static final Parameter<Double> MAX_CONN_DELTA_PCT =
      Parameter.number("max_conn_delta_pct", "percent")
          .describedAs("Change of the client connections that would explain the growth")
          .firesBelow()
          .defaultValue(5.0);

  private static final Track<Server> SUBSCRIPTIONS =
      Followed.ofStatistics("server.subscriptions", ServerStatistics::subscriptions);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_022", "Subscription Count Growth")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.ERRORS)
          .entity(EntityType.SERVER)
          .parameters(MIN_EPOCHS, MIN_GROWTH_PCT, MIN_MONO_FRAC, MAX_CONN_DELTA_PCT)
          .requires(Section.VARZ)
          .follows(SUBSCRIPTIONS, Followed.CONNECTIONS)
          .remediation(
              "List the connections of the server by their number of subscriptions, and look for one"
                  + " that only grows.")
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
    return context
        .servers(Section.VARZ, Server::statistics)
        .judge((server, verdict) -> judge(context, server, verdict));
  }

  private static void judge(
      CheckContext context, Observed<ServerStatistics> server, Verdict<?> verdict) {
    Series series = context.series(SUBSCRIPTIONS, server.server());
    Series clients = context.series(Followed.CONNECTIONS, server.server());
    long fewest = context.value(MIN_EPOCHS);
    if (!Samples.areEnough(series, fewest, verdict)
        || !Samples.areEnough(clients, fewest, verdict)) {
      return;
    }
    SustainedGrowth growth = SustainedGrowth.of(series);
    double limit = context.value(MIN_GROWTH_PCT);
    double change = SustainedGrowth.of(clients).percent();
    if (growth.isSustained(context.value(MIN_MONO_FRAC))
        && growth.percent() > limit
        && Math.abs(change) < context.value(MAX_CONN_DELTA_PCT)) {
      verdict
          .finding()
          .observed("growth_pct", growth.percent(), "percent")
          .limit("min_growth_pct", limit, "percent")
          .with("start_subs", growth.first(), "subscriptions")
          .with("end_subs", growth.last(), "subscriptions")
          .with("conn_delta_pct", change, "percent")
          .with("connections", clients.last().value(), "connections")
          .with("monotonic_epochs", growth.steady(), "samples")
          .with("samples", growth.samples(), "samples")
          .with("span", series.span())
          .message(
              "subscriptions grew from %s to %s in %s (%s, reported above %s), client connections by %s",
              Display.count(growth.first()),
              Display.count(growth.last()),
              Display.duration(series.span()),
              Display.percent(growth.percent()),
              Display.number(limit),
              Display.percent(change));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Subscriptions that rise while the clients stay the same are usually a leak: something \
            subscribes again and again and never unsubscribes. They take memory on every server that \
            learns of them, slow down the matching of subjects, and end at a limit of the account or \
            with a server that is out of memory.""")
        .cause("A subscription for each request, which stays when the request times out.")
        .cause(
            "Code that subscribes again after each reconnect though its client does so by itself.")
        .cause("Pull consumers or watchers that are opened in a loop and not closed.")
        .cause("A leak behind a route, gateway or leaf node: other servers show its interest too.")
        .diagnose(
            "List the connections of the server with the most subscriptions, and again after some minutes.",
            "curl -s 'http://HOST:8222/connz?sort=subs&auth=1&limit=10' | jq '.connections[] | {cid, account, name, ip, subscriptions}'")
        .diagnose(
            "See what such a connection subscribes to.",
            "curl -s 'http://HOST:8222/connz?cid=CID&subs=1' | jq -r '.connections[].subscriptions_list[]' | cut -d. -f1-2 | sort | uniq -c | sort -rn | head")
        .diagnose(
            "Follow the number on all servers, to find where the growth is largest.",
            "nats server list")
        .fix(
            "Unsubscribe when a request has ended, or let the server do it: auto-unsubscribe after one message.")
        .fix(
            "Use the request method of the client, which serves all requests with one subscription.")
        .fix(
            "Bound the subscriptions of an account or a user, so that a leak stops before it hurts others.")
        .fix(
            "Where the growth came over a route, gateway or leaf node, mend the client on the server where it is.")
        .question(
            "How long must it be followed?",
            "Ten snapshots by default. Growth is that from the oldest to the newest snapshot of the history's window.")
        .question("Is a restart counted as growth?", "No. A restarted server is followed anew.")
        .limit(
            "More clients explain more subscriptions: with a change of the connections of 5 percent or more, up or down, nothing is said.")
        .limit(
            "A server without clients when it was first seen has no connections to compare; its growth is reported.")
        .limit("A server that does not answer now is not judged by what it answered before.")
        .related("OPT_SYS_012", "Subscriptions that come and go fast.")
        .related("ACCOUNTS_006", "Subscriptions of an account against its limit.")
        .related("SERVER_011", "Very many clients on a server.")
        .build();
  }
}
