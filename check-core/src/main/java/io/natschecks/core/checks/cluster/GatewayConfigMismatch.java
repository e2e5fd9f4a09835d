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
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Kind;
import io.natschecks.api.Observed;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerConfig;
import io.natschecks.core.checks.shared.Difference;
import io.natschecks.core.checks.shared.Names;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds servers that are connected to other remote clusters than most servers of their cluster.
 *
 * @since 0.1
 */
public final class GatewayConfigMismatch implements Check {

  private static final int FEWEST = 3;

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CLUSTER_008", "Gateway Config Mismatch")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.SERVER)
          .requires(Section.GATEWAYZ)
          .uses(Section.VARZ)
          .remediation(
              "Compare the gateway block of the server with that of a peer; if they are equal the"
                  + " link is down, else deploy one block for all servers of the cluster.")
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
    Map<String, RemoteVote> votes = RemoteVote.of(context);
    return context
        .servers(Section.GATEWAYZ, Server::gateways)
        .where(server -> RemoteVote.takesPart(server.server(), server.value()))
        .judge(
            (server, verdict) ->
                judge(
                    server,
                    Objects.requireNonNull(votes.get(server.server().clusterName())),
                    verdict));
  }

  private static void judge(Observed<List<Gateway>> server, RemoteVote vote, Verdict<?> verdict) {
    SortedSet<String> wanted = vote.winner();
    if (wanted == null) {
      if (!vote.cluster().isKnown()) {
        vote.cluster().skip(verdict, "which gateways they have");
      }
      return;
    }
    SortedSet<String> own = GatewayReach.remotes(server.value());
    if (vote.voters() >= FEWEST && !own.equals(wanted)) {
      report(server.server(), own, wanted, vote, verdict);
    }
  }

  private static void report(
      Server server,
      SortedSet<String> own,
      SortedSet<String> wanted,
      RemoteVote vote,
      Verdict<?> verdict) {
    Difference difference = Difference.of(wanted, own);
    FindingBuilder finding =
        verdict
            .finding()
            .observed("remote_clusters", String.join(", ", own))
            .limit("majority_remote_clusters", String.join(", ", wanted))
            .with("missing", difference.gone())
            .with("extra", difference.added())
            .with("servers_compared", vote.voters(), "servers");
    ServerConfig config = server.config();
    if (config != null) {
      List<String> configured =
          config.configuredGateways().stream().map(GatewayReach::remote).toList();
      finding
          .with(
              "missing_though_configured",
              difference.gone().stream().filter(configured::contains).toList())
          .with("reject_unknown", config.rejectUnknownGateways());
    }
    finding.message(
        "other gateways than most of the %s servers of its cluster: %s",
        Display.count(vote.voters()),
        Stream.of(said("missing", difference.gone()), said("extra", difference.added()))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; ")));
  }

  private static String said(String what, SortedSet<String> remotes) {
    return remotes.isEmpty() ? "" : what + " " + Names.listed(remotes);
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Gateways do not pass on what came through another gateway: each server must reach \
            every remote cluster itself. Clients of a server that lacks one cannot talk to that \
            cluster, while clients of its peers can, which looks like chance to their users.""")
        .cause("A gateway block that was changed on some servers only.")
        .cause("A gateway that broke down on this server; see CLUSTER_007.")
        .cause("reject_unknown on one side, and a cluster that is not listed there.")
        .cause("A new remote cluster that not all servers know yet.")
        .diagnose(
            "See which servers have which remote.",
            "nats req '$SYS.REQ.SERVER.PING.GATEWAYZ' '' --raw --replies 0 --timeout 2s | jq -c '[.server.cluster, .server.name, (.data.outbound_gateways | keys)]'")
        .diagnose(
            "Compare what is configured, on this server and on a peer.",
            "curl -s 'http://HOST:8222/varz' | jq '.gateway | {name, reject_unknown, gateways: [.gateways[]?.name]}'")
        .diagnose("Read the log for \"gateway\".")
        .fix(
            "Deploy the same gateway block on all servers of the cluster and restart them one by one.")
        .fix("If the remote is configured, treat it as a broken link, as for CLUSTER_007.")
        .fix("With reject_unknown list every cluster on every side.")
        .question(
            "The title says configuration. What is compared?",
            "The remote clusters that servers are connected to. The evidence says which missing ones are configured: those"
                + " are broken links, the others gaps in the configuration.")
        .question(
            "Why is nothing said of two servers that differ?",
            "Neither is in the majority. It takes three servers with gateways, and more than half of them agreeing.")
        .limit(
            "A server without any gateway takes no part: CLUSTER_007 tells when it lost the last one.")
        .limit(
            "If servers of the cluster did not answer, the others are judged only where more than half agree whatever the missing ones have.")
        .limit("Servers without a cluster name are not looked at.")
        .related("CLUSTER_007", "The moment at which a gateway is lost.")
        .related("SERVER_018", "Gateways that are slow.")
        .build();
  }
}
