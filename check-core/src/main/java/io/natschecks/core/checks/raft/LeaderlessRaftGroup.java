// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.RaftPeer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.raft.LastingState.Lasted;
import io.natschecks.core.checks.shared.Names;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;

/**
 * Finds Raft groups that have lost their leader.
 *
 * @since 0.1
 */
public final class LeaderlessRaftGroup implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_009", "Leaderless Raft Group")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.RAFT_GROUP)
          .parameters(LastingState.CONFIRMATIONS)
          .requires(Section.RAFTZ)
          .uses(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS)
          .alsoFollows(Followed.STATES)
          .causedBy("META_006", EntityType.META_GROUP)
          .causedBy("JETSTREAM_008", EntityType.STREAM)
          .causedBy("CONSUMER_003", EntityType.CONSUMER)
          .remediation(
              "Bring back enough members for a majority, the meta group first: without one nobody"
                  + " can be elected.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.10.26")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    RaftGroups groups = new RaftGroups(context);
    return groups.groups().judge((group, verdict) -> judge(groups, context, group, verdict));
  }

  private static void judge(
      RaftGroups groups, CheckContext context, RaftGroup group, Verdict<?> verdict) {
    List<RaftNode> leaderless =
        group.nodes().stream().filter(LastingState.LEADERLESS::isOf).toList();
    if (leaderless.isEmpty()) {
      return;
    }
    Lasted lasted = LastingState.LEADERLESS.longest(context, leaderless);
    if (!lasted.isConfirmed(context)) {
      lasted.unconfirmed(verdict);
      return;
    }
    // The one that was asked for its vote most often knows best who is there.
    RaftNode witness = leaderless.stream().max(Comparator.comparingLong(RaftNode::term)).get();
    SortedSet<String> reporters = groups.reporters(leaderless);
    FindingBuilder finding = lasted.describe(verdict.finding(), context);
    groups
        .name(finding, witness)
        .with("reported_by", reporters)
        .with("cluster", groups.cluster(witness))
        .with("led_by", groups.reporters(group.nodes().stream().filter(RaftNode::leads).toList()))
        .with("state", witness.state().name())
        .with("term", witness.term(), "terms")
        .with("quorum_needed", witness.quorumNeeded(), "members")
        .with("size", witness.size(), "members")
        .with("peers", witness.peers().stream().map(LeaderlessRaftGroup::text).toList())
        .message(
            "no leader is known to %s (it takes %s of %s to elect one)%s",
            Names.listed(reporters),
            Display.count(witness.quorumNeeded()),
            Display.count(witness.size(), "member"),
            groups.keeps(witness));
  }

  private static String text(RaftPeer peer) {
    String name = RaftGroups.nameOf(peer);
    Duration lastSeen = peer.lastSeen();
    return lastSeen == null ? name : name + " (last seen " + Display.duration(lastSeen) + " ago)";
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A stream or consumer whose group has no leader stands still: nothing can be published \
            to it, delivered from it or acknowledged. Without a leader of the meta group, no \
            stream or consumer can be created, changed or moved at all.""")
        .cause("Too many members are down, or were removed, for a majority.")
        .cause("Routes between the members are cut, so that votes do not arrive.")
        .cause(
            "Votes that arrive too late over slow links or from busy servers: elections go on without a winner.")
        .cause("An election that was under way just then; it is over within seconds.")
        .diagnose("See which servers are there.", "nats server list")
        .diagnose(
            "List the groups without a leader on a server.",
            "curl -s 'http://HOST:8222/raftz?acc=ACCOUNT' | jq '.[] | to_entries[] | select(.value.leader == null and .value.ever_had_leader) | {group: .key, state: .value.state, term: .value.term, quorum_needed: .value.quorum_needed, size: .value.size}'")
        .diagnose(
            "The same for the meta group.",
            "curl -s 'http://HOST:8222/raftz' | jq '.[]._meta_ | {state, leader, term, quorum_needed, size}'")
        .diagnose("See the members of a stream.", "nats stream info STREAM")
        .diagnose(
            "Check the routes of a member.",
            "curl -s 'http://HOST:8222/routez' | jq '[.routes[] | {remote_name, rtt}] | unique_by(.remote_name)'")
        .fix("Start the servers that are down, with their stores.")
        .fix("Mend the routes between the members.")
        .fix(
            "If members are gone for good, remove them while the meta group has a leader: nats server cluster peer-remove SERVER.")
        .question(
            "Why does it fire for a server that has lost sight of a leader which others follow?",
            "For that server the group has no leader: what it holds grows old, and it cannot vote. The evidence says in"
                + " led_by who leads; then look at the routes of the server that reports it.")
        .question(
            "How can elections that were under way be left out?",
            "Set confirmations to 2: the state must then show in two snapshots in a row.")
        .limit(
            "A server forgets at its restart that there was a leader: a group that no leader was found for since then is not reported.")
        .limit(
            "Groups are known from servers that answer only; one whose members are all silent is not seen.")
        .related(
            "JETSTREAM_008",
            "Streams that have lost their quorum, by what members say of each other.")
        .related("CONSUMER_003", "The same for consumers.")
        .related("META_006", "The same for the meta group.")
        .related("OPT_SYS_026", "Groups with too many members, which raise what a quorum needs.")
        .build();
  }
}
