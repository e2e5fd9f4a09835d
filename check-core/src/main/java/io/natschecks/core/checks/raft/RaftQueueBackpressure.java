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
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.Section;

/**
 * Finds Raft groups of which an internal queue of a server is long.
 *
 * @since 0.1
 */
public final class RaftQueueBackpressure implements Check {

  static final Parameter<Long> MAX_IPQ =
      Parameter.count("max_ipq", "queued items")
          .describedAs("Items that may wait in any one internal queue of a group")
          .firesAbove()
          .defaultValue(1_000L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_010", "Raft IPQ Backpressure")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.PERFORMANCE)
          .entity(EntityType.RAFT_GROUP)
          .parameters(MAX_IPQ)
          .requires(Section.RAFTZ)
          .uses(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS)
          .remediation(
              "The fullest queue names the stage that is slow; look at disk latency and CPU of that"
                  + " server before anything else.")
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
    long limit = context.value(MAX_IPQ);
    long longest =
        Math.max(
            Math.max(node.proposalQueue(), node.entryQueue()),
            Math.max(node.responseQueue(), node.applyQueue()));
    if (longest > limit) {
      groups
          .finding(node, verdict)
          .observed("max_ipq_len", longest, "queued items")
          .limit("max_ipq", limit, "queued items")
          .with("ipq_proposal_len", node.proposalQueue(), "proposals")
          .with("ipq_entry_len", node.entryQueue(), "entries")
          .with("ipq_resp_len", node.responseQueue(), "responses")
          .with("ipq_apply_len", node.applyQueue(), "entries")
          .message(
              "%s items wait in the %s queue of %s (reported above %s)%s",
              Display.count(longest),
              stage(node, longest),
              Display.name(groups.reporter(node)),
              Display.count(limit),
              groups.keeps(node));
    }
  }

  /** The first stage of the work that is that far behind. */
  private static String stage(RaftNode node, long longest) {
    if (node.proposalQueue() == longest) {
      return "proposal";
    }
    if (node.entryQueue() == longest) {
      return "entry";
    }
    return node.responseQueue() == longest ? "response" : "apply";
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            All that a group does passes through these queues. One that grows means that a stage \
            is slower than what comes in: publishers wait longer for their acknowledgements, the \
            server needs more memory, and in the end requests time out.""")
        .cause("Proposals: the leader replicates more slowly than publishers publish.")
        .cause("Entries: a follower writes its log too slowly.")
        .cause("Responses: the leader cannot keep up with what its followers confirm.")
        .cause("Apply: the store of the stream or consumer takes its time.")
        .diagnose(
            "See the queues of all groups of an account on the server.",
            "curl -s 'http://HOST:8222/raftz?acc=ACCOUNT' | jq '.[] | to_entries[] | {group: .key, proposals: .value.ipq_proposal_len, entries: .value.ipq_entry_len, responses: .value.ipq_resp_len, apply: .value.ipq_apply_len}'")
        .diagnose(
            "See all queues of the server that are not empty.",
            "curl -s 'http://HOST:8222/ipqueuesz' | jq .")
        .diagnose("Look at the disk of that server.", "iostat -x 5")
        .diagnose("Compare CPU and memory of the servers.", "nats server list")
        .fix("Mend what is slow: the disk, too little CPU, the route to a follower.")
        .fix("If the leader is overloaded, move the lead: nats stream cluster step-down STREAM.")
        .fix(
            "Slow publishers down, or let them publish to several streams with leaders on several servers.")
        .question(
            "Why is the sum of the queues not used?",
            "They are stages of one work: four that are half full pass things on, one that is full does not.")
        .limit("One look decides; a short burst can show for a single snapshot.")
        .limit("The queues for votes are not looked at.")
        .related("OPT_SYS_007", "What has left the queues and is not applied yet.")
        .related("JETSTREAM_005", "Requests of the JetStream API that wait.")
        .build();
  }
}
