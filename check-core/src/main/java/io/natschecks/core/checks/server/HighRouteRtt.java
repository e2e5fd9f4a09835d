// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.RoundTrip;
import java.time.Duration;

/**
 * Finds servers with slow routes to another server of their cluster.
 *
 * @since 0.1
 */
public final class HighRouteRtt implements Check {

  static final Parameter<Double> RTT_MS =
      Parameter.number("rtt_ms", "milliseconds")
          .describedAs("Round trip time above which a route is reported")
          .firesAbove()
          .defaultValue(50.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_010", "High Route RTT")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.PERFORMANCE)
          .entity(EntityType.SERVER)
          .parameters(RTT_MS)
          .requires(Section.ROUTEZ)
          .remediation(
              "Measure the network between the two hosts and the CPU of both; servers of one"
                  + " cluster belong close together, with gateways or leaf nodes for what is far.")
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
    double limit = context.value(RTT_MS);
    return context
        .over(
            RoutesToPeer.all(context.current()),
            routes -> Entity.of(routes.server()),
            Section.ROUTEZ)
        .judge((routes, verdict) -> judge(routes, limit, verdict));
  }

  private static void judge(RoutesToPeer routes, double limit, Verdict<?> verdict) {
    Duration slowest = routes.slowest();
    if (slowest == null || !RoundTrip.isMeasured(slowest)) {
      verdict.notEvaluable("no route to " + Display.name(routes.remote()) + " was measured yet");
    } else if (RoundTrip.isAbove(slowest, limit)) {
      RoundTrip.describe(verdict.finding().discriminator("remote", routes.remote()), slowest, limit)
          .with("remote", routes.remote())
          .with("remote_id", routes.remoteId())
          .with("slow_routes", routes.slowerThan(limit), "routes")
          .with("routes", routes.routes().size(), "routes")
          .message(
              "route to %s takes %s, %s of %s",
              Display.name(routes.remote()),
              RoundTrip.text(slowest, limit),
              Display.count(routes.slowerThan(limit)),
              Display.count(routes.routes().size(), "route"));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Everything that servers of a cluster do together waits for this time at least once: \
            messages that cross to another server, every write to a replicated stream, elections. \
            JetStream is made for routes of a few milliseconds.""")
        .cause("A cluster that spans regions or continents.")
        .cause("A busy server: it answers pings only when it comes to it.")
        .cause("A full or lossy link, where pings wait behind messages.")
        .diagnose(
            "See the round trip time of each route.",
            "curl -s 'http://HOST:8222/routez' | jq '.routes[] | {rid, remote_name, ip, rtt, pending_size, account}'")
        .diagnose("Compare with the network itself.", "ping -c 10 REMOTE_HOST")
        .diagnose("See whether either server is busy.", "nats server list --sort cpu")
        .fix("Keep a cluster within one region; connect regions by gateways or leaf nodes.")
        .fix("Relieve a busy server first: its routes are then fast again.")
        .fix(
            "One slow route of several to the same server points to one bad flow, not to distance.")
        .fix("Where the distance is meant, raise rtt_ms above it.")
        .question(
            "Why are there several routes to one server?",
            "From 2.10 on servers keep a pool of routes to each peer, and accounts can have one of their own. The finding"
                + " shows the slowest, and how many are slow.")
        .question(
            "Do both servers report the same route?",
            "Each measures its own pings, so usually both do.")
        .limit(
            "The time is that of the last ping, which is sent about every ping_interval (2 minutes).")
        .limit("A route that was not measured yet is not judged.")
        .related("LEAF_002", "The same for leaf nodes.")
        .related("SERVER_018", "The same for gateways.")
        .related("CLUSTER_005", "Routes that are missing.")
        .build();
  }
}
