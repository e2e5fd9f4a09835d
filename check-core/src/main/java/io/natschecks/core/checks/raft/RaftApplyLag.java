// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import io.natschecks.api.Category;
import io.natschecks.api.Change;
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
 * Finds Raft groups of which a server has committed entries that it has not applied.
 *
 * @since 0.1
 */
public final class RaftApplyLag implements Check {

  static final Parameter<Long> MAX_LAG =
      Parameter.count("max_lag", "log entries")
          .describedAs("Committed entries that may wait to be applied on a server")
          .firesAbove()
          .defaultValue(100L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_007", "Raft Apply Lag")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.PERFORMANCE)
          .entity(EntityType.RAFT_GROUP)
          .parameters(MAX_LAG)
          .requires(Section.RAFTZ)
          .uses(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS)
          .remediation(
              "Look at disk latency and CPU of that server, and move leaders or replicas off it if"
                  + " it stays busy.")
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
    long limit = context.value(MAX_LAG);
    long lag = Change.rise(node.applied(), node.committed());
    if (!node.catchingUp() && lag > limit) {
      groups
          .finding(node, verdict)
          .observed("apply_lag", lag, "log entries")
          .limit("max_lag", limit, "log entries")
          .with("committed", node.committed(), "log entries")
          .with("applied", node.applied(), "log entries")
          .message(
              "%s of %s committed entries not applied on %s (reported above %s)%s",
              Display.count(lag),
              Display.count(node.committed()),
              Display.name(groups.reporter(node)),
              Display.count(limit),
              groups.keeps(node));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            What is committed is safe, and what is applied is in the stream or consumer. A server \
            that applies late shows old state, holds the entries in memory until then, and has to \
            work them off before it can lead: a fail-over to it takes longer.""")
        .cause("A slow disk: applying writes to the store of the stream or consumer.")
        .cause("Too little CPU for all that the server leads and replicates.")
        .cause("A burst of publishes or acknowledgements, which passes by itself.")
        .diagnose(
            "See all groups of an account on the server that trail.",
            "curl -s 'http://HOST:8222/raftz?acc=ACCOUNT' | jq '.[] | to_entries[] | select(.value.committed > .value.applied) | {group: .key, state: .value.state, committed: .value.committed, applied: .value.applied}'")
        .diagnose(
            "If the evidence names no stream or consumer, find it by the group.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&consumers=1&raft=1' | jq '.account_details[].stream_detail[] | {stream: .name, group: .stream_raft_group, consumers: .consumer_raft_groups}'")
        .diagnose("Look at the disk of that server.", "iostat -x 5")
        .diagnose("Compare CPU and memory of the servers.", "nats server list")
        .fix("Give the server a faster disk or more CPU, or less to do.")
        .fix(
            "If the busy server leads the stream, move the lead: nats stream cluster step-down STREAM.")
        .fix("If one group trails and the others do not, look at what is published to its stream.")
        .fix("Wait for the end of a lasting lag before planned maintenance.")
        .question(
            "How does it differ from JETSTREAM_001?",
            "That one asks the leader how far its followers are behind. This one asks each server how far its own store"
                + " is behind its own log, so it sees leaders too.")
        .limit("One look decides; a short burst can show for a single snapshot.")
        .limit("A server that is catching up is passed over; OPT_SYS_013 speaks of it.")
        .related("OPT_SYS_010", "Queues in front of the same work.")
        .related("OPT_SYS_013", "A server that fetches what it has missed.")
        .related("OPT_SYS_023", "Logs that are not compacted, often for this reason.")
        .related("JETSTREAM_001", "Replicas that trail, by the word of their leader.")
        .build();
  }
}
