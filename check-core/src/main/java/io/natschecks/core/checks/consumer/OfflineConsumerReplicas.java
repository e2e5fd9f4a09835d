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
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Section;
import java.time.Duration;
import java.util.List;

/**
 * Finds consumers that have lost a replica because its server is offline.
 *
 * @since 0.1
 */
public final class OfflineConsumerReplicas implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CONSUMER_001", "Consumer Replica Offline")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.CONSUMER)
          .requires(Section.JSZ_CONSUMERS)
          .causedBy("META_001", EntityType.SERVER, "peer")
          .remediation(
              "Bring the named server back or mend its routes. If it is gone for good, remove it as a"
                  + " peer so that its groups get a replacement.")
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
    return context.consumers().judge(OfflineConsumerReplicas::judge);
  }

  private static void judge(Consumer consumer, Verdict<?> verdict) {
    List<Replica> followers = consumer.followers();
    for (int i = 0; i < followers.size(); i++) {
      Replica replica = followers.get(i);
      if (replica.offline()) {
        verdict
            .finding()
            .discriminator("peer", replica.name())
            .observed("peer", replica.name())
            .with("peer_id", replica.peer())
            .with("last_contact", heard(replica) ? replica.active() : null)
            .with("leader", consumer.serverName())
            .message(
                "its replica on %s is offline%s", Display.name(replica.name()), since(replica));
      }
    }
  }

  private static String since(Replica replica) {
    Duration active = replica.active();
    if (active == null) {
      return "";
    }
    return heard(replica)
        ? ", last heard " + Display.duration(active) + " ago"
        : ", never heard by its leader";
  }

  private static boolean heard(Replica replica) {
    Duration active = replica.active();
    return active != null && !active.isZero();
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The consumer works on, but with a copy less of what was delivered and acknowledged. The \
            next server that fails may cost it its quorum, and then it stands still.""")
        .cause("The server was stopped, crashed, or is in lame duck mode.")
        .cause("The server runs, but its routes to the other members are cut.")
        .cause("The server was retired and its peer never removed.")
        .diagnose("See the members as the leader sees them.", "nats consumer info STREAM CONSUMER")
        .diagnose("See whether the server answers at all.", "nats server list")
        .diagnose(
            "Count what else has a replica there and calls it offline.",
            "curl -s 'http://HOST:8222/jsz?consumers=1' | jq '[.account_details[].stream_detail[].consumer_detail[]?.cluster.replicas[]? | select(.offline) | .name] | group_by(.) | map({server: .[0], consumers: length})'")
        .fix("Start the server with its store directory; its replicas catch up by themselves.")
        .fix("If it runs, mend its routes.")
        .fix(
            "If it is gone for good, remove it from the cluster, so that all its streams and consumers get other members: nats server cluster peer-remove SERVER.")
        .question(
            "Why are there so many findings at once?",
            "Each consumer with a replica on the server has one. The server is what needs attention; META_001 names it once.")
        .limit(
            "After a crash a server is marked offline only after 150 to 240 s; after a clean stop at once.")
        .limit(
            "Only the leader is believed. A consumer without one is listed as not looked at; see CONSUMER_003.")
        .related("CONSUMER_003", "So many members are offline that nothing works any more.")
        .related("META_001", "The server as a peer of the meta group.")
        .related("JETSTREAM_008", "Streams without a quorum.")
        .build();
  }
}
