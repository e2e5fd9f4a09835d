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
import io.natschecks.api.Gap;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.EffectiveReplicas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds Raft groups with more members than the stream or consumer is to have replicas.
 *
 * @since 0.1
 */
public final class OversizedRaftGroup implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_026", "Raft Group Peer Count Mismatch")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.RAFT_GROUP)
          .requires(Section.RAFTZ, Section.JSZ_STREAMS)
          .uses(Section.JSZ_CONSUMERS)
          .remediation(
              "Look again in some minutes; if the member too many is still there, find out which"
                  + " server it is and remove it from the stream.")
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
    List<Gap> missing = new ArrayList<>(context.missing(Section.JSZ_STREAMS));
    missing.addAll(context.missing(Section.JSZ_CONSUMERS));
    return groups
        .groups()
        .where(group -> !group.isMeta())
        .judge((group, verdict) -> judge(groups, group, missing, verdict));
  }

  private static void judge(
      RaftGroups groups, RaftGroup group, List<Gap> missing, Verdict<?> verdict) {
    GroupOwner owner = groups.ownerOf(group.first());
    if (owner == null) {
      verdict.skip(
          missing.isEmpty() ? SkipReason.NOT_EVALUABLE : missing.get(0).reason(),
          "no stream or consumer of it is known");
    } else if (owner.replicas() == EffectiveReplicas.UNKNOWN) {
      verdict.notEvaluable("how many replicas " + owner.text() + " is to have is not known");
    } else if (!owner.moves()) {
      judge(groups, group, owner, verdict);
    }
  }

  private static void judge(
      RaftGroups groups, RaftGroup group, GroupOwner owner, Verdict<?> verdict) {
    List<RaftNode> oversized =
        group.nodes().stream().filter(node -> node.size() > owner.replicas()).toList();
    if (oversized.isEmpty()) {
      return;
    }
    RaftNode witness =
        oversized.stream()
            .max(Comparator.comparing(RaftNode::leads).thenComparingInt(RaftNode::size))
            .get();
    groups
        .name(verdict.finding(), witness)
        .observed("observed_size", witness.size(), "members")
        .limit("expected_replicas", owner.replicas(), "members")
        .with("server", groups.reporter(witness))
        .with("cluster", groups.cluster(witness))
        .with("reported_by", groups.reporters(oversized))
        .with("peers", witness.peers().stream().map(RaftGroups::nameOf).toList())
        .message(
            "%s where %s is to have %s",
            Display.count(witness.size(), "member"), owner.text(), Display.count(owner.replicas()));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A member too many counts when votes are counted: four need three for a majority, where \
            three need two. If it is a server that is long gone, the group has lost its reserve \
            without anybody noticing, and the next failure stops it.""")
        .cause("A server that was removed or renamed while the group could not agree on that.")
        .cause("A scale-down or a move that broke off.")
        .cause(
            "A peer that is being replaced; that is over within seconds, or as soon as the new one has caught up.")
        .diagnose(
            "See the members of the group, on its leader.",
            "curl -s 'http://HOST:8222/raftz?acc=ACCOUNT&group=GROUP' | jq '.[][] | {state, size, peers: [.peers[] | {name, last_seen}]}'")
        .diagnose("Compare with the replicas of the stream.", "nats stream info STREAM")
        .diagnose("See which servers there are.", "nats server list")
        .fix("Wait for the end of a move or a scale-down, and look again.")
        .fix(
            "Remove the member from the stream: nats stream cluster peer-remove STREAM SERVER; of a server that is gone for good: nats server cluster peer-remove SERVER.")
        .fix(
            "Before planned maintenance, see that enough members are there for the larger majority.")
        .question(
            "What if there are too few members?",
            "That is not reported here: a group that has just been made grows to its size, and members that are down still count.")
        .limit(
            "While the leader lists more replicas than are configured, the stream or consumer moves or is scaled down, and its groups are passed over.")
        .limit(
            "The exchange of a single peer does not show there, so that one can be reported for a moment.")
        .limit("The meta group has no configured size; META_007 and META_009 speak of it.")
        .related("JETSTREAM_021", "The owner's own threshold for the number of peers.")
        .related("OPT_SYS_009", "Groups that could not elect a leader.")
        .build();
  }
}
