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
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.WhiteSpace;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds servers whose cluster name holds white space.
 *
 * @since 0.1
 */
public final class ClusterNameWhitespace implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CLUSTER_004", "Cluster Name Whitespace")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.SERVER)
          .requires(Section.VARZ)
          .remediation(
              "Correct the name in the cluster block of every server of the cluster and restart them"
                  + " one by one; a reload cannot change it.")
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
        .servers(Section.VARZ, Function.identity())
        .judge((server, verdict) -> judge(server.value().cluster(), verdict));
  }

  private static void judge(@Nullable String cluster, Verdict<?> verdict) {
    if (cluster != null && WhiteSpace.isIn(cluster)) {
      WhiteSpace.describe(verdict.finding(), "cluster_name", cluster)
          .message(
              "its cluster name %s holds white space", WhiteSpace.shown(Display.name(cluster)));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Servers compare cluster names to the letter. A server with a blank or a tab behind the \
            name is in another cluster: it is refused by its peers, or ends up alone, and nobody \
            sees the difference in a listing. Placement and filters by cluster miss it too.""")
        .cause("A name in quotes with a blank at its end.")
        .cause("A template or an environment variable that brings a tab or a line break along.")
        .cause("A name that was chosen with a space on an older release.")
        .diagnose(
            "Show the names of all servers so that white space can be seen.",
            "nats req '$SYS.REQ.SERVER.PING.VARZ' '' --raw --replies 0 --timeout 2s | jq -c '[.server.name, .data.cluster.name]'")
        .diagnose("Ask one server.", "curl -s 'http://HOST:8222/varz' | jq '.cluster.name'")
        .diagnose(
            "Look at the configuration byte by byte.", "grep -n 'name' nats-server.conf | cat -A")
        .fix(
            "Correct the name on every server of the cluster, then restart them one after another.")
        .fix(
            "While names differ, routes are refused: change all servers of the cluster within one maintenance window.")
        .fix("Change the names of gateways and placement rules that refer to the cluster.")
        .limit(
            "Current servers refuse a space in the name when they start (from 2.11 on), so there it finds tabs and line breaks.")
        .limit(WhiteSpace.LIMIT)
        .related("CLUSTER_005", "A server of the cluster that lacks routes.")
        .related("SERVER_006", "The same of JetStream domains.")
        .related("LEAF_001", "The same of leaf node names.")
        .build();
  }
}
