// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cluster;

import io.natschecks.api.Category;
import io.natschecks.api.Change;
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
import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.core.checks.shared.Difference;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/**
 * Finds servers that lost their gateway to a remote cluster, one finding for each.
 *
 * @since 0.1
 */
public final class GatewayDisconnection implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CLUSTER_007", "Gateway Disconnection")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.SERVER)
          .requires(Section.GATEWAYZ)
          .needsPrevious()
          .remediation(
              "Test the gateway port of the remote cluster from this host; if its peers still reach"
                  + " the remote, look at this host and its firewall, else at the link.")
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
    GatewayReach reach = new GatewayReach(context.current());
    return context
        .changes(Section.GATEWAYZ, Server::gateways)
        .judge((change, verdict) -> judge(change, reach, verdict));
  }

  private static void judge(Change<List<Gateway>> change, GatewayReach reach, Verdict<?> verdict) {
    SortedMap<String, Gateway> before = GatewayReach.outbound(change.before());
    SortedMap<String, Gateway> now = GatewayReach.outbound(change.now());
    for (String remote : Difference.of(before.keySet(), now.keySet()).gone()) {
      report(change, remote, Objects.requireNonNull(before.get(remote)), reach, verdict);
    }
  }

  private static void report(
      Change<List<Gateway>> change,
      String remote,
      Gateway lost,
      GatewayReach reach,
      Verdict<?> verdict) {
    Collection<String> others = reach.servers(change.server().clusterName(), remote);
    verdict
        .finding()
        .discriminator("remote", remote)
        .observed("remote_cluster", remote)
        .limit("expected", "connected as in the snapshot before")
        .with("previous_cid", lost.cid(), "")
        .with("previous_start", lost.start())
        .with("previous_remote_id", lost.remoteId())
        .with("configured", lost.configured())
        .with("peers_still_connected", others)
        .with("interval", change.interval())
        .message(
            "lost its gateway to cluster %s; %s",
            Display.name(remote),
            others.isEmpty()
                ? "no other server of its cluster is known to reach it"
                : "still reached from "
                    + Display.count(others.size(), "other server")
                    + " of its cluster");
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Through this connection the server sends everything that clients on the other side \
            should get. While it is gone, they get nothing from the clients of this server, \
            requests across the clusters time out, and JetStream mirrors and sources between them \
            stand still.""")
        .cause("The link between the sites is down, or a firewall was changed.")
        .cause("All servers of the remote cluster that this one knows are down.")
        .cause("A certificate that expired, or a password that was changed on one side.")
        .cause("The remote cluster was taken down on purpose.")
        .diagnose("See all gateway connections.", "nats server report gateways")
        .diagnose(
            "See which servers still have which remote.",
            "nats req '$SYS.REQ.SERVER.PING.GATEWAYZ' '' --raw --replies 0 --timeout 2s | jq -c '[.server.cluster, .server.name, (.data.outbound_gateways | keys)]'")
        .diagnose(
            "Ask the server itself, if the system account does not reach it.",
            "curl -s 'http://HOST:8222/gatewayz' | jq '.outbound_gateways | map_values(.connection.ip)'")
        .diagnose("Test the gateway port from this host.", "nc -vz REMOTE_HOST 7222")
        .diagnose("Read the log for \"gateway\" and \"TLS\".")
        .fix(
            "Mend the link, the firewall or the certificate; the server keeps trying and connects by itself.")
        .fix(
            "Give each gateway several addresses of the remote cluster, so that one server there is not needed.")
        .fix("Do not restart for a short outage: interest has to be learned again after each.")
        .question(
            "Is it reported again with the next snapshot?",
            "No. It tells of a loss between two snapshots. CLUSTER_008 goes on naming a server that lacks a remote which"
                + " most of its peers have.")
        .question("Is a reconnect a loss?", "No. The remote cluster counts, not the connection.")
        .limit(
            "A server that was restarted in between is not judged: its gateways may still be on their way.")
        .limit("If the connection was lost and came back between two snapshots, nothing is seen.")
        .limit(
            "Inbound gateways do not count: how many a server has depends on whom the others picked.")
        .related("CLUSTER_008", "A server that lacks a remote which its peers have.")
        .related("SERVER_018", "Gateways that are slow.")
        .related("CLUSTER_005", "Routes within the cluster.")
        .build();
  }
}
