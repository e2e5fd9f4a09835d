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
import io.natschecks.api.Observed;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds servers with many leaf node connections of which some choose their compression by
 * themselves.
 *
 * @since 0.1
 */
public final class LeafnodeAutoCompression implements Check {

  static final Parameter<Long> MIN_LEAFS =
      Parameter.count("min_leafs", "connections")
          .describedAs("Leaf node connections of a server above which it is judged")
          .firesAbove()
          .defaultValue(20L);

  private static final String AUTO = "s2_auto";

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_017", "Leafnode Auto Compression with High Count")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.PERFORMANCE)
          .entity(EntityType.SERVER)
          .parameters(MIN_LEAFS)
          .requires(Section.LEAFZ)
          .follows(LeafLink.LEVEL)
          .remediation(
              "Set a fixed compression for the leaf nodes of this server, s2_fast, or off where the"
                  + " network is fast.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.12")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return context
        .servers(Section.LEAFZ, Server::leafNodes)
        .judge((server, verdict) -> judge(context, server, verdict));
  }

  private static void judge(
      CheckContext context, Observed<List<LeafNode>> server, Verdict<?> verdict) {
    List<LeafNode> leafs = server.value();
    long limit = context.value(MIN_LEAFS);
    if (leafs.size() <= limit) {
      return;
    }
    long reported = leafs.stream().filter(leaf -> AUTO.equals(leaf.compression())).count();
    long inferred =
        leafs.stream().filter(leaf -> changedItsLevel(context, server.server(), leaf)).count();
    if (reported + inferred > 0) {
      String how = reported > 0 ? "reported by the server" : "inferred from a changed level";
      verdict
          .finding()
          .observed("leaf_count", leafs.size(), "connections")
          .limit("min_leafs", limit, "connections")
          .with("auto_count", reported + inferred, "connections")
          .with("auto_mode", reported > 0 ? "reported" : "inferred")
          .with("levels", levels(leafs))
          .message(
              "%s, at least %s with automatic compression, %s (reported above %s)",
              Display.count(leafs.size(), "leaf node connection"),
              Display.count(reported + inferred),
              how,
              Display.count(limit));
    } else if (leafs.stream().anyMatch(leaf -> leaf.compression() == null)) {
      LeafLinks.skipUnknownCompression(server.server(), verdict);
    }
  }

  /** Only the automatic mode changes the level of a connection that lives. */
  private static boolean changedItsLevel(CheckContext context, Server server, LeafNode leaf) {
    return leaf.id() != null
        && !AUTO.equals(leaf.compression())
        && context.series(LeafLink.LEVEL, new LeafLink(server, leaf)).stretches().size() > 1;
  }

  private static Set<String> levels(List<LeafNode> leafs) {
    return leafs.stream()
        .map(LeafNode::compression)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            In the automatic mode a server compresses the harder, the longer the round trip takes. A \
            busy server answers pings late, so that round trips look longer; it then compresses \
            harder, and is busier still. With many leaf nodes this adds up.""")
        .cause("The mode is the default: it counts wherever compression is not set for leaf nodes.")
        .cause("Many leaf nodes on one hub, behind links of different length.")
        .diagnose(
            "See the levels and round trip times of the server's leaf nodes, and again after some minutes: a level that has changed was chosen automatically.",
            "curl -s 'http://HOST:8222/leafz' | jq -c '.leafs[] | {id, name, compression, rtt}'")
        .diagnose(
            "Count them by level.",
            "curl -s 'http://HOST:8222/leafz' | jq -c '.leafs | group_by(.compression) | map({compression: .[0].compression, connections: length})'")
        .diagnose("Compare the CPU time of the servers.", "nats server list --sort cpu")
        .fix(
            "Fix the mode on the hub, in its block leafnodes: compression: s2_fast. Off is best on fast links. Leaf nodes that ask for accept follow the hub.")
        .fix("Fix it on the leaf nodes too: each end compresses what it sends by its own setting.")
        .fix("Spread the leaf nodes over more servers.")
        .question(
            "What does inferred mean?",
            "Servers show the level that is in use, not the mode. A connection whose level changed while it lived is in"
                + " the automatic mode, since nothing else changes it.")
        .limit(
            "A server in the automatic mode whose levels do not change looks like one with fixed levels, and passes.")
        .limit(
            "Different levels at one time prove nothing, since a server takes over what the other end asks for.")
        .limit(
            "Servers before 2.12 do not number their leaf node connections, so that nothing can be inferred; those before 2.10 do not compress them, and are not judged.")
        .related("LEAF_002", "Leaf node links with long round trip times.")
        .related("SERVER_003", "Servers that are short of CPU time.")
        .build();
  }
}
