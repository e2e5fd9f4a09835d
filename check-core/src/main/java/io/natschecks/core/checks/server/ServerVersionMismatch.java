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
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerVersion;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds servers that run another release than most of their cluster.
 *
 * @since 0.1
 */
public final class ServerVersionMismatch implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_002", "Server Version Mismatch")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.SERVER)
          .requires(Section.VARZ)
          .remediation(
              "Finish the rolling upgrade, so that every server of the cluster runs the same"
                  + " release; look for a node that another pipeline or an older image manages.")
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
    Map<String, ClusterReleases> clusters = new HashMap<>();
    return context
        .servers(Section.VARZ, ServerVersionMismatch::release)
        .judge(
            (server, verdict) ->
                judge(
                    server,
                    clusters.computeIfAbsent(
                        server.server().clusterName(),
                        cluster -> ClusterReleases.of(context, cluster)),
                    verdict));
  }

  private static @Nullable ServerVersion release(Server server) {
    return server.version().isKnown() ? server.version() : null;
  }

  private static void judge(
      Observed<ServerVersion> server, ClusterReleases cluster, Verdict<?> verdict) {
    ServerVersion own = server.value();
    ServerVersion majority = cluster.majority();
    if (majority == null) {
      verdict.notEvaluable(
          "the majority is open, since "
              + Display.count(cluster.missing(), "server")
              + " of its cluster did not say: "
              + String.join(", ", cluster.counts()));
    } else if (!own.equals(majority)) {
      verdict
          .finding()
          .observed("version", own.text())
          .limit("majority_version", majority.text())
          .with("cluster", server.server().clusterName())
          .with("servers_by_version", cluster.counts())
          .message(
              "runs %s beside %s %s (%s, %s)",
              Display.name(own.text()),
              Display.name(majority.text()),
              server.server().clusterName().isEmpty()
                  ? "among the servers without a cluster"
                  : "in its cluster",
              cluster.count(own),
              cluster.count(majority));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Releases differ in what they tell each other and in what they store. While they are \
            mixed, features of the newer one may work on some servers only, a stream can move to a \
            server that does not know its settings, and every fault has one more possible cause.""")
        .cause("A rolling upgrade that is under way, or stopped halfway.")
        .cause("A node that was rebuilt from an older image, or that another pipeline manages.")
        .cause("A server that was upgraded and started from the old binary again.")
        .diagnose("List the servers with their releases.", "nats server list")
        .diagnose(
            "Ask a server itself, also over its monitoring port when it answers nothing else.",
            "curl -s 'http://HOST:8222/varz' | jq '{server_name, version, start, cluster: .cluster.name}'")
        .fix("Upgrade the servers that stay behind, one at a time; wait for health between them.")
        .fix(
            "If the mix is meant to last, read the release notes for features that all servers of a cluster must know.")
        .question(
            "What is the majority of two servers?",
            "On a tie the newer release counts as the majority, so the older server is reported. Releases are compared"
                + " as versions: 2.10.2 is newer than 2.9.25.")
        .question(
            "Are clusters compared with each other?",
            "No. Each cluster of a super-cluster may have its own release.")
        .limit(
            "All servers without a cluster name are compared with each other, even if they have nothing to do with one another.")
        .limit(
            "If servers of the cluster did not answer and could turn the majority, the others are listed as not looked at.")
        .related("SERVER_008", "A restart that is no upgrade.")
        .related("CLUSTER_008", "Gateways that differ between the servers of a cluster.")
        .build();
  }
}
