// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.MetadataKey;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Monitored;

/**
 * Finds followers of streams that trail their leader by more than the owner of the stream allows.
 *
 * @since 0.1
 */
public final class PeerLagCritical implements Check {

  static final MetadataKey<Long> PEER_LAG_CRITICAL =
      MetadataKey.count(
          "io.nats.monitor.peer-lag-critical",
          "operations",
          "Largest number of operations that a follower may be behind its leader");

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_022", "Peer Lag Critical")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .metadata(PEER_LAG_CRITICAL, Monitored.ENABLED)
          .requires(Section.JSZ_STREAMS)
          .causedBy("META_001", EntityType.SERVER, "peer")
          .remediation(
              "Look at disk and network of the named server, and leave leadership where it is"
                  + " until the follower has caught up.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.10")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return MonitoredStreams.judge(context, PeerLagCritical::judge);
  }

  private static void judge(LedStream stream, Monitored monitored, Verdict<?> verdict) {
    Long threshold = monitored.count(PEER_LAG_CRITICAL);
    if (threshold == null) {
      return;
    }
    for (Replica follower : stream.followers()) {
      if (follower.lag() > threshold) {
        Followers.describe(verdict.finding(), follower)
            .observed("lag", follower.lag(), "operations")
            .limit("threshold", threshold, "operations")
            .message(
                "%s is %s operations behind the leader (%s is %s)",
                Display.name(follower.name()),
                Display.count(follower.lag()),
                PEER_LAG_CRITICAL,
                Display.count(threshold));
      }
    }
  }

  private static Runbook runbook() {
    return MonitoredStreams.explain(
            Runbook.why(
                    """
            A follower that trails protects nothing of what it lacks. The owner of the \
            stream has said how much of that is too much.""")
                .cause("The server is offline or was restarted, and is catching up.")
                .cause("Its disk is slow or full.")
                .cause("The route between the servers is slow.")
                .diagnose(
                    "See the followers with lag and last contact; repeat it to see whether the lag shrinks.",
                    "nats stream info STREAM")
                .diagnose(
                    "Read them from the server that leads the stream; only its list holds true numbers.",
                    "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | {leader: .cluster.leader, replicas: .cluster.replicas}'")
                .fix("Wait if the lag shrinks.")
                .fix("Do not make the leader step down while a follower trails.")
                .fix(
                    "If it does not catch up, remove it with nats stream cluster peer-remove STREAM SERVER, if there is another server to take its place, which then copies afresh.")
                .limit(
                    "Operations of the Raft log are counted, not messages; a stopped server keeps the lag that its leader last reckoned.")
                .related("JETSTREAM_001", "The distance in sequences, for all streams.")
                .related("JETSTREAM_023", "Followers that the leader has not heard."),
            "--metadata io.nats.monitor.peer-lag-critical=1000")
        .build();
  }
}
