// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.leaf;

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
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.WhiteSpace;

/**
 * Finds leaf node links to a server whose name holds white space.
 *
 * @since 0.1
 */
public final class LeafnodeNameWhitespace implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("LEAF_001", "Leafnode Name Whitespace")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.LEAF_NODE)
          .requires(Section.LEAFZ)
          .remediation(
              "Correct server_name in the configuration of the leaf server, or in the template that"
                  + " it comes from, and restart it.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.9.15")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return LeafLinks.of(context).judge(LeafnodeNameWhitespace::judge);
  }

  private static void judge(LeafLinks links, Verdict<?> verdict) {
    if (links.name().isEmpty()) {
      verdict.skip(SkipReason.NOT_IN_RELEASE, "servers name their leaf nodes from 2.9.15 on");
    } else if (WhiteSpace.isIn(links.name())) {
      links
          .describe(
              WhiteSpace.describe(verdict.finding(), "name", links.name()), links.links().get(0))
          .message("the name %s holds white space", WhiteSpace.shown(Display.name(links.name())));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Names of servers are parts of subjects and of configurations: placement, metrics, \
            dashboards and commands that name a server. A blank breaks some of them, and at the end \
            of a name nobody sees it.""")
        .cause("A server_name from a template or an environment variable that was not trimmed.")
        .cause("A name that was meant for people, such as \"edge 01\".")
        .diagnose(
            "See the names between quotes, at the hub.",
            "curl -s 'http://HOST:8222/leafz' | jq '.leafs[] | {name, account, ip, port}'")
        .diagnose(
            "See it at the leaf server itself.",
            "curl -s 'http://LEAF:8222/varz' | jq .server_name")
        .fix("Correct server_name and restart the leaf server. Trim where the name is made.")
        .limit(
            "Servers from 2.11 on refuse a server_name with a space, so such a leaf is older or the character is another.")
        .limit(
            "A leaf without a cluster of its own uses its name as that of a cluster, and current hubs turn one with a space away: there is no link that could be found.")
        .limit(WhiteSpace.LIMIT)
        .limit("Servers before 2.9.15 do not name their leaf nodes.")
        .limit("Each end is judged by the name that the other one gives it.")
        .related("SERVER_006", "White space in a JetStream domain.")
        .related("CLUSTER_004", "White space in the name of a cluster.")
        .build();
  }
}
