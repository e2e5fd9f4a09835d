// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.link;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Observed;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Route;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.core.checks.shared.Names;
import io.natschecks.core.checks.shared.QueuedBytes;

/**
 * Finds routes on which much waits to be sent.
 *
 * @since 0.1
 */
public final class RoutePendingPressure implements Check {

  static final Parameter<Double> PENDING_MIB = QueuedBytes.pendingMib("on a route");

  private static final ServerVersion FIRST_TO_TELL = ServerVersion.parse("2.10.26");

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_005", "Route Pending Pressure")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.PERFORMANCE)
          .entity(EntityType.ROUTE)
          .parameters(PENDING_MIB)
          .requires(Section.ROUTEZ)
          .remediation(
              "Measure the network between the two hosts and the CPU of the one that receives; then"
                  + " cut what crosses, or give the heaviest account a route of its own.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.10.26")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    double limit = context.value(PENDING_MIB);
    return Links.of(
            context,
            Section.ROUTEZ,
            Server::routes,
            route -> new Entity.Route(Entity.of(route.server()), remoteOf(context, route)))
        .judge((route, verdict) -> judge(context, route, limit, verdict));
  }

  private static void judge(
      CheckContext context, Observed<Route> observed, double limit, Verdict<?> verdict) {
    Route route = observed.value();
    QueuedBytes queue = new QueuedBytes(route.pendingBytes(), limit);
    if (queue.isAboveLimit()) {
      String remote = remoteOf(context, observed);
      queue
          .describe(verdict.finding().discriminator("rid", Long.toString(route.rid())))
          .with("server", observed.server().name())
          .with("cluster", observed.server().clusterName())
          .with("remote_name", remote)
          .with("remote_id", route.remoteId())
          .with("rid", route.rid(), "")
          .with("account", route.account())
          .with("rtt", route.rtt())
          .message("%s", queue.text(Display.name(remote) + " on route " + route.rid()));
    } else if (queue.bytes() == 0 && !tellsWhatWaits(observed.server())) {
      verdict.skip(
          SkipReason.NOT_IN_RELEASE, "servers before 2.10.26 do not tell what waits on a route");
    }
  }

  /** Older servers always say that nothing waits. */
  private static boolean tellsWhatWaits(Server server) {
    return !server.version().isKnown() || server.version().compareTo(FIRST_TO_TELL) >= 0;
  }

  private static String remoteOf(CheckContext context, Observed<Route> route) {
    return Names.ofRemote(context.current(), route.value());
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The other server takes messages more slowly than they come, or the network between \
            them does. Everything that crosses this route waits behind the queue, replication and \
            elections of JetStream included. A route is not cut at max_pending as a client is, so \
            the queue can take the memory of the server.""")
        .cause("The link is full, or loses packets.")
        .cause("The server at the other end is short of CPU and reads late.")
        .cause("One account sends very much to clients on the other server.")
        .cause("A replica that is far behind is being brought up to date.")
        .diagnose(
            "See what waits on each route, twice in a row: a queue that drains is a burst.",
            "curl -s 'http://HOST:8222/routez' | jq '.routes[] | {rid, remote_name, account, pending_size, rtt, compression}'")
        .diagnose(
            "See it on all servers, largest queue first.",
            "nats req '$SYS.REQ.SERVER.PING.ROUTEZ' '' --raw --replies 0 --timeout 2s | jq -s -c '[.[] | .server.name as $server | .data.routes[]? | {server: $server, remote: .remote_name, rid, pending: .pending_size}] | sort_by(-.pending)[:20][]'")
        .diagnose("Look at the processors of both servers.", "nats server list --sort cpu")
        .diagnose("Measure the network between the hosts.", "ping -c 10 REMOTE_HOST")
        .fix("Relieve or enlarge the server that reads too slowly.")
        .fix(
            "Place consumers and the leaders of their streams near their clients, so that less crosses.")
        .fix(
            "Give the heavy account a route of its own, or enlarge the pool (cluster accounts and pool_size, 2.10).")
        .fix("Compress routes over thin links (cluster compression, 2.10).")
        .question(
            "Why several findings for one pair of servers?",
            "Servers keep a pool of routes to each peer, and each has a queue of its own. Each end also reports what it"
                + " has to send itself.")
        .limit("It is one look at a value that goes up and down; a burst that drains is seen too.")
        .limit(
            "Servers before 2.10.26 always say that nothing waits on a route; theirs are listed as not looked at.")
        .limit("A route that was made anew has another number, and its finding is another one.")
        .limit(
            "Routes to a server that did not answer are judged too; that one may be the reason. Servers before 2.9.16 give"
                + " only the id of it.")
        .related("OPT_SYS_014", "The same for gateways.")
        .related("CONN_002", "The same for clients.")
        .related("SERVER_010", "Routes with a long round trip time.")
        .build();
  }
}
