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
import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.core.checks.shared.Names;
import io.natschecks.core.checks.shared.RoundTrip;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds servers with slow gateway connections, one finding for each remote server.
 *
 * @since 0.1
 */
public final class HighGatewayRtt implements Check {

  static final Parameter<Double> RTT_MS =
      Parameter.number("rtt_ms", "milliseconds")
          .describedAs("Round trip time above which a gateway connection is reported")
          .firesAbove()
          .defaultValue(50.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_018", "High Gateway RTT")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.PERFORMANCE)
          .entity(EntityType.SERVER)
          .parameters(RTT_MS)
          .requires(Section.GATEWAYZ)
          .remediation(
              "Compare the time with the distance: set rtt_ms to what the link can deliver, and look"
                  + " for congestion, loss or a busy server only above that.")
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
        .servers(Section.GATEWAYZ, Server::gateways)
        .where(server -> !server.value().isEmpty())
        .judge((server, verdict) -> judge(context, server, verdict));
  }

  private static void judge(
      CheckContext context, Observed<List<Gateway>> server, Verdict<?> verdict) {
    List<Gateway> measured =
        server.value().stream().filter(gateway -> RoundTrip.isMeasured(gateway.rtt())).toList();
    if (measured.isEmpty()) {
      verdict.notEvaluable("no gateway connection of it has a measured round trip time yet");
      return;
    }
    measured.stream()
        .collect(
            Collectors.groupingBy(
                gateway -> remoteOf(context, gateway), TreeMap::new, Collectors.toList()))
        .forEach((remote, gateways) -> judge(context, remote, gateways, verdict));
  }

  private static void judge(
      CheckContext context, String remote, List<Gateway> gateways, Verdict<?> verdict) {
    double limit = context.value(RTT_MS);
    Gateway slowest = Collections.max(gateways, Comparator.comparing(HighGatewayRtt::rtt));
    if (RoundTrip.isAbove(rtt(slowest), limit)) {
      long slow =
          gateways.stream().filter(gateway -> RoundTrip.isAbove(rtt(gateway), limit)).count();
      RoundTrip.describe(verdict.finding().discriminator("remote", remote), rtt(slowest), limit)
          .with("remote", remote)
          .with("remote_id", slowest.remoteId())
          .with("remote_cluster", slowest.remoteCluster())
          .with("direction", slowest.outbound() ? "outbound" : "inbound")
          .with("slow_connections", slow, "connections")
          .with("connections", gateways.size(), "connections")
          .message(
              "gateway to %s of cluster %s takes %s",
              Display.name(remote),
              Display.name(slowest.remoteCluster()),
              RoundTrip.text(rtt(slowest), limit));
    }
  }

  /** The server at the other end: its name if it answered, else its id. */
  private static String remoteOf(CheckContext context, Gateway gateway) {
    String id = gateway.remoteId();
    return id == null
        ? "an unknown server of " + gateway.remoteCluster()
        : Names.ofServer(context.current(), id);
  }

  private static Duration rtt(Gateway measured) {
    return Objects.requireNonNull(measured.rtt());
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Every message and request between the clusters waits at least this long. Request-reply \
            across the gateway, and JetStream clients whose stream leader is on the other side, \
            feel it with each call.""")
        .cause("Distance: light in fibre needs about 1 ms for 100 km and back.")
        .cause("A congested or lossy link, or a route that takes a detour.")
        .cause("A busy server at either end, which answers pings late.")
        .diagnose(
            "See all gateway connections with their round trip times.",
            "nats server report gateways")
        .diagnose(
            "List those of one server with the ids of the servers at the other ends.",
            "curl -s 'http://HOST:8222/gatewayz' | jq '[.outbound_gateways, .inbound_gateways | to_entries[] | .key as $cluster | [.value] | flatten[] | {cluster: $cluster, server: .connection.name, rtt: .connection.rtt}]'")
        .diagnose("Compare with the network itself.", "ping -c 10 REMOTE_HOST")
        .diagnose("Look at the processors of both servers.", "nats server report cpu")
        .fix("Set rtt_ms to what the link can deliver: between continents 50 ms is never met.")
        .fix("If the time rose lately, have the network path checked for loss and detours.")
        .fix(
            "Keep streams, their consumers and the services that use them in one cluster; mirror a stream where it is read elsewhere.")
        .question(
            "Why is a pair of servers reported twice?",
            "Each end measures for itself. If only one end is slow to answer, only the other reports it.")
        .question(
            "How old is the figure?",
            "Servers measure with each ping, so it can be as old as the time between two pings.")
        .limit("A server that did not answer is named by its id, and its cluster by the gateway.")
        .limit("Connections that are not measured yet are left out.")
        .related("SERVER_010", "Routes within a cluster.")
        .related("CLUSTER_007", "A gateway that is gone.")
        .related("LEAF_002", "Leaf node links.")
        .build();
  }
}
