// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.core.checks.shared.EffectiveReplicas;
import io.natschecks.core.checks.shared.PeerNames;
import io.natschecks.core.checks.shared.Quorum;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds replicated consumers of which too few members are left to decide anything.
 *
 * @since 0.1
 */
public final class ConsumerQuorumLost implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CONSUMER_003", "Consumer Quorum Lost")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.CONSUMER)
          .requires(Section.JSZ_CONSUMERS, Section.JSZ_STREAMS)
          .causedBy("JETSTREAM_008", EntityType.STREAM)
          .causedBy("META_001", EntityType.SERVER, "offline_peers")
          .remediation(
              "Bring back enough of the named servers with their store directories; the group then"
                  + " elects a leader by itself.")
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
    Snapshot snapshot = context.current();
    ParentStreams streams = new ParentStreams(snapshot);
    return context
        .over(snapshot.consumers(), Entity::of, Section.JSZ_CONSUMERS)
        .where(consumer -> EffectiveReplicas.of(consumer, streams.of(consumer)) != 1)
        .judge((consumer, verdict) -> judge(consumer, streams.of(consumer), verdict));
  }

  private static void judge(Consumer consumer, @Nullable Stream stream, Verdict<?> verdict) {
    int replicas = EffectiveReplicas.of(consumer, stream);
    if (isOutsideTheGroup(consumer) && replicas > 1) {
      verdict.notEvaluable("the server that claims to lead it lists none of its other members");
      return;
    }
    SortedSet<String> offline = offline(consumer);
    if (consumer.isLeaderView() && offline.isEmpty()) {
      return;
    }
    Quorum quorum = Quorum.of(Math.max(replicas, members(consumer).size()), offline);
    if (replicas == EffectiveReplicas.UNKNOWN) {
      verdict.notEvaluable("how many replicas it has is not known");
    } else if (quorum.isLost()) {
      quorum
          .describe(verdict.finding())
          .with("leader", consumer.isLeaderView() ? consumer.serverName() : "none")
          .with("seen_by", consumer.serverName())
          .with("members_heard", Math.max(1, consumer.survivors().size()), "members")
          .message("%s", quorum.text("member"));
    } else if (!consumer.isLeaderView()) {
      verdict.notEvaluable(
          "no leader of it answered, and too few members are marked offline to tell");
    }
  }

  /** A server that was started and cannot join the group yet claims to lead it. */
  private static boolean isOutsideTheGroup(Consumer consumer) {
    return consumer.cluster() != null && consumer.isLeaderView() && consumer.followers().isEmpty();
  }

  private static SortedSet<String> offline(Consumer consumer) {
    return consumer.isLeaderView()
        ? Quorum.offline(consumer.followers())
        : Quorum.offline(PeerNames.known(consumer.survivors()), Set.of(consumer.serverName()));
  }

  /** All members that are listed: more than the replicas while the consumer moves to others. */
  private static Set<String> members(Consumer consumer) {
    Set<String> members = new HashSet<>(Set.of(consumer.serverName()));
    consumer.followers().forEach(replica -> members.add(replica.name()));
    PeerNames.known(consumer.survivors())
        .forEach(view -> view.replicas().forEach(replica -> members.add(replica.name())));
    return members;
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Without a majority of its members the consumer has no leader: nothing is delivered, and \
            acknowledgements that clients send are lost. Clients wait or time out.""")
        .cause("Several servers are down at once, often a site or an availability zone.")
        .cause("Replicas of two copies: one server down is enough.")
        .cause("Peers of retired servers were never removed and count as offline for ever.")
        .diagnose(
            "Ask a member that is left; this needs no quorum.",
            "curl -s 'http://HOST:8222/jsz?consumers=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | .consumer_detail[] | select(.name == \"CONSUMER\") | .cluster'")
        .diagnose("See which servers answer at all.", "nats server list")
        .diagnose(
            "See whether the stream has a leader; without one its consumers cannot work either.",
            "nats stream info STREAM")
        .fix("Start the missing servers with their store directories. Nothing else is needed.")
        .fix(
            "If they are gone for good, and the stream still has a leader: write down the ack floor, remove the consumer and create it again from the sequence after it, with nats consumer add and --deliver SEQUENCE.")
        .fix("Use three replicas rather than two, and spread them over zones with placement tags.")
        .question(
            "How many replicas has a consumer that says 0?",
            "As many as its stream; one if it is ephemeral and the stream keeps messages by limits. A number above that of"
                + " the stream is replaced by it as well. That is the rule of the server. While a consumer moves"
                + " to other servers, the old members and the new ones all count.")
        .question(
            "Does it fire with exactly half of the members offline?",
            "Yes. Two members need two, and four need three. The documented rule asks for more than half offline and stays"
                + " silent there, while the group has in fact lost its quorum.")
        .question(
            "The servers crashed a minute ago. Why is it not found?",
            "After a crash a server is marked offline only after 150 to 240 s. Until then a consumer without a leader is"
                + " listed as not looked at.")
        .limit(
            "Without a leader the members that answered are believed: offline is who all of them call offline.")
        .limit(
            "A consumer with one replica is left out. If its server is down, nobody reports it at all; see JETSTREAM_006.")
        .related("CONSUMER_001", "Single members that are offline.")
        .related("JETSTREAM_008", "The stream has no quorum.")
        .related("META_006", "The meta group has no quorum.")
        .build();
  }
}
