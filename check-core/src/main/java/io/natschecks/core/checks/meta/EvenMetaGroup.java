// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

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

/**
 * Finds meta groups with an even number of peers.
 *
 * @since 0.1
 */
public final class EvenMetaGroup implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("META_007", "Even Cluster Size")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.META_GROUP)
          .requires(Section.JSZ)
          .remediation(
              "Add or retire one JetStream server, or remove the peer of a server that is gone, so that"
                  + " the number is odd.")
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
    return MetaPeers.in(context).judge(EvenMetaGroup::judge);
  }

  private static void judge(MetaPeers group, Verdict<?> verdict) {
    int size = group.clusterSize();
    int needed = group.quorum().needed();
    if (size == 0) {
      verdict.notEvaluable("no member gives the size of the group");
    } else if (size > 1 && size % 2 == 0) {
      group
          .tellApart(verdict.finding())
          .observed("cluster_size", size, "peers")
          .with("quorum_needed", needed, "members")
          .with("failures_tolerated", Math.max(0, size - needed), "peers")
          .with("peer_names", group.names(peer -> true))
          .message(
              "%s, an even number: %s needed for a quorum, %s can be lost",
              Display.count(size, "peer"),
              Display.count(needed),
              Display.count(Math.max(0, size - needed)));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A meta group needs more than half of its peers. The last peer of an even number makes \
            the quorum larger and lets no further server fail: four peers survive the loss of one, \
            as three do. Two equal halves that lose sight of each other both stand still.""")
        .cause("Servers were added or retired one at a time, and the change was left half done.")
        .cause("The peer of a retired server was never removed.")
        .cause("Two sites with the same number of JetStream servers.")
        .diagnose("List the peers.", "nats server report jetstream")
        .diagnose(
            "Read the size from a server.",
            "curl -s 'http://HOST:8222/jsz' | jq '.meta_cluster | {cluster_size, quorum_needed}'")
        .fix("Add one JetStream server, or retire one.")
        .fix(
            "If a peer is left over from a server that is gone, remove it: nats server cluster peer-remove NAME.")
        .fix("With two sites, put a third, small JetStream server elsewhere.")
        .question(
            "Can the two halves both elect a leader?",
            "No. Neither has a majority, so both stop. That is the risk.")
        .limit("Peers that are down count: only a removed peer does not.")
        .limit(
            "The number is what the servers give as the size of the group, the largest if they differ.")
        .related("META_001", "Peers that are offline.")
        .related("META_006", "Too few peers are left.")
        .build();
  }
}
