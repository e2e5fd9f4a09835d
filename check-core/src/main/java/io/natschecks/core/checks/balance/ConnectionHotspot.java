// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

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
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.core.checks.shared.HotSpots;

/**
 * Finds servers with far more client connections than the servers of their cluster have on average.
 *
 * @since 0.1
 */
public final class ConnectionHotspot implements Check {

  static final Parameter<Double> MULTIPLIER = HotSpots.multiplier("carry", 2.0);

  static final Parameter<Long> MIN_CONNECTIONS =
      Parameter.count("min_connections", "connections")
          .describedAs("Fewest connections of a server that are worth reporting")
          .firesFrom()
          .defaultValue(100L);

  static final Parameter<Long> MIN_SERVERS = HotSpots.minServers("", 2);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_BALANCE_002", "Connection Hotspot")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.SATURATION)
          .entity(EntityType.SERVER)
          .parameters(MULTIPLIER, MIN_CONNECTIONS, MIN_SERVERS)
          .requires(Section.VARZ)
          .causedBy("SERVER_008", EntityType.CLUSTER)
          .causedBy("SERVER_001", EntityType.CLUSTER)
          .remediation(
              "Give every client the addresses of all servers, then put this server into lame duck"
                  + " mode or let clients reconnect over time.")
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
    return HotSpots.of(context, Section.VARZ, Server::statistics, ServerStatistics::connections)
        .inClustersFrom(context.value(MIN_SERVERS))
        .judge(
            context.value(MIN_CONNECTIONS),
            context.value(MULTIPLIER),
            "how many clients they have",
            (spot, verdict) ->
                spot.describe(verdict.finding(), "connections", "cluster_average", "connections")
                    .message(
                        "has %s client connections, %s",
                        Display.count(spot.load()), spot.text("connections")));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            One server reads, parses and writes for most clients while its peers have room. It is \
            the first to grow slow and the first to meet its connection limit, and if it fails \
            most clients reconnect together.""")
        .cause("Clients are configured with the address of one server.")
        .cause("A load balancer that is sticky, or a DNS name that resolves to one address.")
        .cause("Clients that were told not to shuffle their list of servers.")
        .cause(
            "A rolling restart moved the clients away from the servers that were restarted last.")
        .diagnose(
            "Compare the servers.",
            "nats req '$SYS.REQ.SERVER.PING.VARZ' '' --raw --replies 0 --timeout 2s | jq -c '[.server.cluster, .server.name, .data.connections]'")
        .diagnose(
            "See whose clients they are.",
            "curl -s 'http://HOST:8222/connz?auth=1&limit=1000' | jq -c '[.connections[] | .account // \"$G\"] | group_by(.) | map([.[0], length]) | sort_by(-.[1])[]'")
        .diagnose("Look at the server list in the configuration of the largest clients.")
        .fix(
            "Give every client all addresses of the cluster, or a DNS name that resolves to all of them; clients pick one at random.")
        .fix(
            "Let clients shuffle their list: it is what client libraries do unless told otherwise.")
        .fix(
            "When the lists are right, move clients off the server: lame duck mode closes their connections slowly (nats-server --signal ldm=PID), after which the server is restarted. Before, they would come back.")
        .question(
            "Why is nothing found in a cluster of two?",
            "The average includes the server itself, so one of two servers can never have more than twice the average. Lower the multiplier to judge them.")
        .limit("Leaf nodes and routes are not counted, the system account's clients are.")
        .limit(
            "If a server of the cluster did not answer, the average is not known and large servers are not judged.")
        .related("OPT_BALANCE_006", "One account on one server, while the totals may look even.")
        .related("OPT_BALANCE_003", "The subscriptions of the clients.")
        .related("SERVER_011", "The connections of a server against its limit.")
        .build();
  }
}
