// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Quorum;

/**
 * Finds meta groups of which too few peers are left to decide anything.
 *
 * @since 0.1
 */
public final class MetaQuorumLost implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("META_006", "Meta Quorum Lost")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.META_GROUP)
          .requires(Section.JSZ)
          .causedBy("META_001", EntityType.SERVER, "offline_peers")
          .remediation(
              "Start the missing servers with their store directories: the group elects a leader as"
                  + " soon as a majority is back. Remove no peers while that may happen.")
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
    return MetaPeers.in(context).judge(MetaQuorumLost::judge);
  }

  private static void judge(MetaPeers group, Verdict<?> verdict) {
    Quorum quorum = group.quorum();
    if (group.clusterSize() == 0) {
      verdict.notEvaluable("no member gives the size of the group");
    } else if (quorum.isLost()) {
      group
          .tellApart(quorum.describe(verdict.finding()))
          .with("leader", group.leader() == null ? "none" : group.leader())
          .message("%s", quorum.text("peer"));
    } else if (group.leader() == null) {
      verdict.notEvaluable("no leader is known, yet too few members are marked offline to tell");
    } else if (group.leaderView() == null && answered(group) < quorum.needed()) {
      verdict.notEvaluable(
          group.withoutLeader() + ", and too few members are marked offline to tell");
    }
  }

  private static int answered(MetaPeers group) {
    return group.names(MetaPeer::hasAnswered).size();
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Without a majority of its peers the meta group has no leader. No stream or consumer of \
            the domain can be created, changed or moved, and the JetStream API gives no answers. \
            Streams that still have a majority of their own copies go on to work.""")
        .cause("Several JetStream servers are down at once, often a site or an availability zone.")
        .cause("Peers of retired servers were never removed and count as offline for ever.")
        .cause(
            "A network split that leaves no side with a majority; an even number of peers invites it.")
        .diagnose(
            "Ask a server that is left; this needs no quorum.",
            "curl -s 'http://HOST:8222/jsz' | jq '.meta_cluster | {leader, cluster_size, quorum_needed, replicas}'")
        .diagnose("See which servers answer at all.", "nats server list")
        .diagnose(
            "Ask whether the server has contact with a leader.",
            "curl -s 'http://HOST:8222/healthz?details=1' | jq .")
        .fix("Start the missing servers with their store directories. Nothing else is needed.")
        .fix("Mend the links if the servers run and only do not see each other.")
        .fix("Remove no peers while a majority may come back: that needs a leader.")
        .fix(
            "From 2.15 on servers offer a quorum rescue as the last resort, if the majority is lost for good.")
        .question(
            "Does it fire with exactly half of the peers offline?",
            "Yes. Four peers need three. The documented formula asks for more than half offline and stays silent there,"
                + " while the group has in fact no leader.")
        .question(
            "The servers crashed a minute ago. Why is it not found?",
            "After a crash a server is marked offline only after 150 to 240 s. Until then the group is listed as not"
                + " looked at, because no leader is known.")
        .limit(
            "Servers of 2.9 and 2.10 list no peers without a leader, so a lost quorum there shows only as not looked at.")
        .limit("From 2.15 on the server's own quorum is taken, which a rescue lowers.")
        .related("META_001", "Each peer that is offline.")
        .related("META_007", "Even numbers of peers.")
        .related("CONSUMER_003", "Consumers without a quorum.")
        .build();
  }
}
