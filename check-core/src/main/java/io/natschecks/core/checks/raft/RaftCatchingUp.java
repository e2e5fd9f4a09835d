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
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.raft.LastingState.Lasted;

/**
 * Finds Raft groups of which a server is catching up.
 *
 * @since 0.1
 */
public final class RaftCatchingUp implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_013", "Raft Sustained Catching Up")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.HEALTH)
          .entity(EntityType.RAFT_GROUP)
          .parameters(LastingState.CONFIRMATIONS)
          .requires(Section.RAFTZ)
          .uses(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS)
          .alsoFollows(Followed.STATES)
          .causedBy("JETSTREAM_001", EntityType.STREAM)
          .causedBy("CONSUMER_002", EntityType.CONSUMER)
          .remediation(
              "Wait if it began after a restart or with a new replica; if it goes on for minutes,"
                  + " look at the disk and the network of that server.")
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
    return groups.judgeNodes((node, verdict) -> judge(groups, context, node, verdict));
  }

  private static void judge(
      RaftGroups groups, CheckContext context, RaftNode node, Verdict<?> verdict) {
    if (!LastingState.CATCHING_UP.isOf(node)) {
      return;
    }
    Lasted lasted = LastingState.CATCHING_UP.lasted(context, node);
    if (!lasted.isConfirmed(context)) {
      lasted.unconfirmed(verdict);
      return;
    }
    lasted
        .describe(groups.finding(node, verdict), context)
        .with("committed", node.committed(), "log entries")
        .with("applied", node.applied(), "log entries")
        .with("leader", RaftGroups.leaderOf(node))
        .with("leader_peer_id", node.leader())
        .message(
            "%s is catching up (applied %s, committed %s)%s",
            Display.name(groups.reporter(node)),
            Display.count(node.applied()),
            Display.count(node.committed()),
            groups.keeps(node));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The server has missed so much of the group's log that the leader sends it again. Until \
            it has caught up, the group has one member less that could take over, and a further \
            failure can stop it or lose data.""")
        .cause("The server was restarted or cut off, or the replica is new: then it is over soon.")
        .cause("Its disk or network takes the past in more slowly than new messages arrive.")
        .cause("The leader is so busy that it sends slowly, or breaks off and begins again.")
        .diagnose(
            "List the groups of an account that the server is catching up with.",
            "curl -s 'http://HOST:8222/raftz?acc=ACCOUNT' | jq '.[] | to_entries[] | select(.value.catching_up) | {group: .key, applied: .value.applied, committed: .value.committed, leader: .value.leader}'")
        .diagnose("Ask the leader how far the replica is.", "nats stream info STREAM")
        .diagnose("Look at the disk of that server.", "iostat -x 5")
        .fix("Wait, if it was restarted or the replica is new, and applied grows.")
        .fix("If the leader is overloaded, move the lead: nats stream cluster step-down STREAM.")
        .fix(
            "If it never ends, let the cluster make a new replica: nats stream cluster peer-remove STREAM SERVER.")
        .fix("Do not restart another member of the group until it is over.")
        .question(
            "How can short catch-ups be left out?",
            "Set confirmations: with 5 and a snapshot a minute the state must last for some four minutes.")
        .limit(
            "One snapshot decides unless confirmations says otherwise, so a normal catch-up after a restart is reported too.")
        .limit(
            "It speaks of the log. A stream whose messages are fetched from a snapshot can still be busy when the log is complete; JETSTREAM_001 shows that.")
        .related("JETSTREAM_001", "Replicas that trail, by the word of their leader.")
        .related("OPT_SYS_007", "A server that is not catching up and trails.")
        .related("SERVER_008", "The server was restarted.")
        .build();
  }
}
