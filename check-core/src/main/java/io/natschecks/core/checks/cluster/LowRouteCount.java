// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cluster;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Observed;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.core.checks.shared.Names;
import io.natschecks.core.checks.shared.WholeCluster;
import java.util.Map;

/**
 * Finds servers without a route to another server of their cluster that is alive.
 *
 * @since 0.1
 */
public final class LowRouteCount implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CLUSTER_005", "Route Count Low")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.HEALTH)
          .entity(EntityType.SERVER)
          .requires(Section.VARZ)
          .uses(Section.ROUTEZ)
          .remediation(
              "Take a peer that the server has no route to and test the cluster port between the two"
                  + " in both directions; then compare routes, authorization and TLS of the pair.")
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
    Map<String, WholeCluster> clusters = WholeCluster.of(context, Section.VARZ);
    return context
        .servers(Section.VARZ, Server::statistics)
        .where(
            server -> {
              WholeCluster cluster = clusters.get(server.server().clusterName());
              return cluster != null && cluster.hasPeers();
            })
        .judge((server, verdict) -> judge(context, server, verdict));
  }

  private static void judge(
      CheckContext context, Observed<ServerStatistics> server, Verdict<?> verdict) {
    Mesh mesh = Mesh.of(context.current(), server.server(), server.value());
    if (mesh.routed() < mesh.peers()) {
      verdict
          .finding()
          .observed("servers_routed_to", mesh.routed(), "servers")
          .limit("expected", mesh.peers(), "servers")
          .with("cluster", server.server().clusterName())
          .with("members", mesh.peers() + 1L, "servers")
          .with("peers_without_route", mesh.unreached())
          .with("route_connections", server.value().routes(), "connections")
          .message(
              "has routes to %s of the %s other servers of its cluster%s",
              Display.count(mesh.routed()),
              Display.count(mesh.peers()),
              mesh.unreached().isEmpty() ? "" : ", none to " + Names.listed(mesh.unreached()));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Servers of a cluster pass messages on by one hop only. Without a route between two of \
            them, their clients do not hear each other, and the JetStream groups they share see \
            each other as gone: replicas fall behind and leaders change.""")
        .cause("A firewall or network policy that blocks the cluster port for this pair.")
        .cause("A server that advertises an address that others cannot reach.")
        .cause("Differing passwords or certificates in the cluster blocks.")
        .cause("A cluster name that differs by white space or by case.")
        .diagnose(
            "See whom each server has routes to.",
            "nats req '$SYS.REQ.SERVER.PING.ROUTEZ' '' --raw --replies 0 --timeout 2s | jq -c '[.server.cluster, .server.name, ([.data.routes[].remote_name] | unique)]'")
        .diagnose("See all route connections.", "nats server report routes")
        .diagnose(
            "Ask the server itself, if the system account does not reach it.",
            "curl -s 'http://HOST:8222/routez' | jq '[.routes[].remote_name // .routes[].remote_id] | unique'")
        .diagnose(
            "Test the port from one host to the other, in both directions.",
            "nc -vz PEER_HOST 6222")
        .diagnose("Read both logs for \"route\" and \"Router connection closed\".")
        .fix("Open the cluster port between all servers of the cluster, both ways.")
        .fix("Correct routes, cluster_advertise, authorization or TLS; these can be reloaded.")
        .fix("Correct a differing cluster name and restart that server.")
        .fix("Restart one server of the pair only when the cause is known.")
        .question(
            "The server shows eight routes. How can it lack one?",
            "Since 2.10 each pair of servers keeps a pool of route connections, and some accounts have one of their own."
                + " What counts is the number of servers at their other ends.")
        .question(
            "Why is a stopped server not reported?",
            "Only servers that answered are expected to have routes to each other. See META_001 for members that are"
                + " offline.")
        .limit(
            "The documented rule compares the number of route connections with the number of members; with pooled routes that stays silent until nearly all peers are lost.")
        .limit(
            "Unrelated leaf node clusters that share one cluster name are taken for one cluster.")
        .limit(
            "Without ROUTEZ the number of peers is compared, and the missing ones are not named.")
        .related("CLUSTER_004", "White space in the cluster name.")
        .related("CLUSTER_007", "A gateway that is gone.")
        .related("SERVER_010", "Routes that are slow.")
        .build();
  }
}
