// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

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
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Section;
import java.util.List;

/**
 * Finds consumers of which a replica is online and far behind the leader.
 *
 * @since 0.1
 */
public final class LaggingConsumerReplicas implements Check {

  static final Parameter<Long> MAX_LAG =
      Parameter.count("max_lag", "operations")
          .describedAs("Raft operations by which a replica may be behind its leader")
          .firesAbove()
          .defaultValue(1_000L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CONSUMER_002", "Consumer Replica Lag")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.CONSUMER)
          .parameters(MAX_LAG)
          .requires(Section.JSZ_CONSUMERS)
          .causedBy("META_001", EntityType.SERVER, "peer")
          .causedBy("SERVER_015", EntityType.SERVER, "peer")
          .remediation(
              "Look at disk, CPU and network of the named server, and do not move leaders before it"
                  + " has caught up.")
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
    long limit = context.value(MAX_LAG);
    return context.consumers().judge((consumer, verdict) -> judge(consumer, limit, verdict));
  }

  private static void judge(Consumer consumer, long limit, Verdict<?> verdict) {
    List<Replica> followers = consumer.followers();
    for (int i = 0; i < followers.size(); i++) {
      Replica replica = followers.get(i);
      if (!replica.offline() && replica.lag() > limit) {
        verdict
            .finding()
            .discriminator("peer", replica.name())
            .observed("lag", replica.lag(), "operations")
            .limit("max_lag", limit, "operations")
            .with("peer", replica.name())
            .with("leader", consumer.serverName())
            .message(
                "its replica on %s is %s behind (reported above %s)",
                Display.name(replica.name()),
                Display.count(replica.lag(), "operation"),
                Display.count(limit));
      }
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A replica that is behind does not know of the latest deliveries and acknowledgements. If \
            it becomes the leader, messages are delivered again that were done with long ago.""")
        .cause("The disk of the server is slow, or shared with something that keeps it busy.")
        .cause(
            "CPU or network of the server is saturated, so that it falls behind in all its groups.")
        .cause("It was restarted and is catching up.")
        .diagnose("See the members as the leader sees them.", "nats consumer info STREAM CONSUMER")
        .diagnose(
            "See whether the server is behind in other groups too: ask LEADER, the server that leads, since others do not know.",
            "curl -s 'http://HOST:8222/jsz?consumers=1' | jq '[.account_details[].stream_detail[].consumer_detail[]?.cluster | select(.leader == \"LEADER\") | .replicas[]? | select((.lag // 0) > 1000) | .name] | group_by(.) | map({server: .[0], consumers: length})'")
        .diagnose("See load and memory of the servers.", "nats server list")
        .fix("Take load off the server, or give its store a faster disk.")
        .fix("Do not let the leader step down while a member is behind.")
        .fix(
            "If the lag never shrinks, remove the peer from the stream, so that another server of the cluster builds a new replica: nats stream cluster peer-remove STREAM SERVER.")
        .limit(
            "A peer whose name the leader does not know yet is reported by servers with a lag of 0.")
        .limit("Offline members are left to CONSUMER_001: their lag says no more than that.")
        .related("CONSUMER_001", "The replica's server is offline.")
        .related("JETSTREAM_001", "Replicas of streams that are behind.")
        .build();
  }
}
