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
import io.natschecks.core.checks.shared.Names;
import io.natschecks.core.checks.shared.Quorum;
import java.util.SortedSet;

/**
 * Finds peers of a meta group that are offline.
 *
 * @since 0.1
 */
public final class OfflineMetaPeers implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("META_001", "Offline Replica")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.SERVER)
          .requires(Section.JSZ)
          .causedBy("SERVER_001", EntityType.SERVER)
          .causedBy("SERVER_009", EntityType.SERVER)
          .remediation(
              "Bring the server back with its old store directory; if it is gone for good, remove the"
                  + " peer from the meta group, since it counts for the quorum for ever.")
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
    return MetaPeers.in(context).judge((group, verdict) -> judge(context, group, verdict));
  }

  private static void judge(CheckContext context, MetaPeers group, Verdict<?> verdict) {
    for (MetaPeer peer : group.all()) {
      if (peer.isOffline()) {
        report(context, group, peer, verdict);
      }
    }
    SortedSet<String> uncertain = group.names(MetaPeer::isUncertain);
    if (!group.isComplete()) {
      verdict.notEvaluable(
          group.withoutLeader()
              + ", and the members that did list no peers, so others may be offline");
    } else if (group.leader() == null && !uncertain.isEmpty()) {
      verdict.notEvaluable(
          "no leader is known, and of "
              + Names.listed(uncertain)
              + " there is neither an answer nor an offline mark yet");
    }
  }

  private static void report(
      CheckContext context, MetaPeers group, MetaPeer peer, Verdict<?> verdict) {
    Quorum quorum = group.quorum();
    int online = quorum.online();
    quorum
        .describe(verdict.finding(MetaPeers.server(context.current(), group, peer.name())))
        .with("peer", peer.name())
        .with("peer_id", peer.id())
        .with("reporter", peer.reporter())
        .with("leader", group.leader())
        .with("last_contact", peer.lastContact())
        .with("listed_by", peer.listed(), "members")
        .message(
            "offline in the meta group%s (%s of %s online, %s needed)",
            peer.lastContact() == null
                ? ""
                : ", last heard " + Display.duration(peer.lastContact()) + " ago",
            Display.count(online),
            Display.count(quorum.size(), "peer"),
            Display.count(quorum.needed()));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The meta group places and remembers all streams and consumers of its domain. A peer that \
            is offline counts for its quorum all the same: a group of three with one peer offline \
            cannot lose another one. Its copies of streams and consumers are missing too.""")
        .cause("The server was stopped or crashed, or its machine is gone.")
        .cause("It is cut off from all others: routes, gateways, or the links to its site.")
        .cause("It was retired or renamed, and its peer never removed.")
        .diagnose(
            "List the peers with their state, as the leader sees them.",
            "nats server report jetstream")
        .diagnose(
            "Read it from a server, also while the system account cannot be reached.",
            "curl -s 'http://HOST:8222/jsz' | jq '.meta_cluster | {leader, cluster_size, replicas}'")
        .diagnose("See whether the server itself answers.", "curl -s 'http://HOST:8222/healthz'")
        .fix("Start the server with its old store directory; it catches up by itself.")
        .fix(
            "If it is gone for good, remove its peer while the group has a leader: nats server cluster peer-remove NAME.")
        .fix("Count the margin first: with one of three offline, take nothing else down.")
        .question(
            "What is a server name that holds a peer id?",
            "A peer that the members have not met since they started, often a renamed or retired server.")
        .question(
            "Why is a crashed server not found at once?",
            "Servers mark a peer offline at once when it says goodbye, but after a crash only when it was silent for"
                + " 150 s, and they look every 90 s. Until then the evidence of silence is the gap of the server itself.")
        .limit(
            "A peer that one member still sees online is not reported, nor is one that answered itself.")
        .limit(
            "Without a leader, a peer that is silent and not marked offline cannot be told from a crashed one: the group then counts as not looked at.")
        .limit(
            "Before 2.11 only the leader lists the peers. Without its answer the others are not known.")
        .related("META_006", "Too few peers are left.")
        .related("META_009", "A peer was removed.")
        .related("JETSTREAM_001", "Copies of streams fall behind.")
        .build();
  }
}
