// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Gap;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Quorum;
import java.util.List;

/**
 * Finds streams of which too few replicas are left to decide anything.
 *
 * @since 0.1
 */
public final class StreamQuorumLost implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_008", "Stream Quorum Lost")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.STREAM)
          .requires(Section.JSZ_STREAMS)
          .causedBy("META_001", EntityType.SERVER, "offline_peers")
          .causedBy("ACCOUNTS_101", EntityType.ACCOUNT)
          .remediation(
              "Bring the offline servers back, with their stores, until more than half of the"
                  + " members are up; remove peers only if they are gone for good.")
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
    List<Gap> missing = context.missing(Section.JSZ_STREAMS);
    return context
        .over(context.current().streams(), Entity::of, Section.JSZ_STREAMS)
        .where(stream -> RaftMembers.of(stream).size() > 1)
        .judge((stream, verdict) -> judge(RaftMembers.of(stream), missing, verdict));
  }

  private static void judge(RaftMembers members, List<Gap> missing, Verdict<?> verdict) {
    Quorum quorum = members.quorum();
    if (quorum.isLost()) {
      quorum
          .describe(verdict.finding())
          .with("leader", members.leader() == null ? "none" : members.leader())
          .with("seen_by", members.seenBy())
          .message("%s", quorum.text("member"));
    } else if (members.leader() == null) {
      verdict.skip(
          missing.isEmpty() ? SkipReason.NOT_EVALUABLE : missing.get(0).reason(),
          "no leader of it answered, and the others hold only "
              + Display.count(quorum.offline().size(), "member")
              + " to be offline");
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Without more than half of its members a stream has no leader. It stores \
            nothing and serves no consumer, publishers get no acknowledgement, and it \
            stays so until members come back.""")
        .cause(
            "Several servers are down at once, as in a rolling restart that does not wait for each server to recover.")
        .cause("Servers that share a rack, a zone or a disk failed together.")
        .cause("The network splits the cluster so that no part holds a majority.")
        .cause("A stream of two replicas with one server down: two replicas bear no loss.")
        .diagnose("See which servers answer.", "nats server list")
        .diagnose(
            "Ask the servers that are left what they know of the group; without a leader each lists all members.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | .cluster'")
        .diagnose("See whether the meta group is affected too.", "nats server report jetstream")
        .fix(
            "Start the missing servers with their stores. The group elects a leader as soon as a majority is back; nothing else is needed.")
        .fix(
            "If servers are lost for good and the meta group works: nats server cluster peer-remove SERVER.")
        .fix(
            "Spread replicas over failure domains with placement tags and unique_tag, and stop one server at a time.")
        .fix("Use three replicas, not two.")
        .question(
            "What is a majority?",
            "More than half of the members: 2 of 2, 2 of 3, 3 of 4, 3 of 5. The documented rule counts a stream of two or four with exactly half offline as whole; it is not, and is reported here.")
        .question(
            "Whose word is taken?",
            "The leader's. A group without a leader is judged by the members that are left: a member is offline if all of them say so and it did not answer itself. The finding names them.")
        .limit(
            "A server that crashed counts as offline only 150 to 240 s later. Until then a stream without a leader is listed as not looked at.")
        .limit(
            "A survivor that was started again without the others claims to lead and lists nobody. It is not believed, and the stream is listed as not looked at.")
        .limit(
            "A stream of one replica is not judged, and one whose servers are all gone is not seen at all: it is in no answer.")
        .related(
            "META_006",
            "The meta group has lost its quorum, so that nothing can be created or placed.")
        .related("CONSUMER_003", "The same for consumers.")
        .related("JETSTREAM_001", "A replica trails but is there.")
        .related("JETSTREAM_021", "The number of peers is not the wanted one.")
        .build();
  }
}
