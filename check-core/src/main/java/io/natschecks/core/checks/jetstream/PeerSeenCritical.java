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
import java.time.Duration;

/**
 * Finds followers of streams that their leader has not heard for longer than the owner of the
 * stream allows.
 *
 * @since 0.1
 */
public final class PeerSeenCritical implements Check {

  static final MetadataKey<Duration> PEER_SEEN_CRITICAL =
      MetadataKey.duration(
          "io.nats.monitor.peer-seen-critical",
          "Longest time since the leader last heard from a follower");

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_023", "Peer Seen Critical")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .metadata(PEER_SEEN_CRITICAL, Monitored.ENABLED)
          .requires(Section.JSZ_STREAMS)
          .causedBy("META_001", EntityType.SERVER, "peer")
          .remediation(
              "Look at the process, the disk and the routes of the named server; if other streams"
                  + " on it are silent too, it is the server.")
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
    return MonitoredStreams.judge(context, PeerSeenCritical::judge);
  }

  private static void judge(LedStream stream, Monitored monitored, Verdict<?> verdict) {
    Duration threshold = monitored.duration(PEER_SEEN_CRITICAL);
    if (threshold == null) {
      return;
    }
    for (Replica follower : stream.followers()) {
      Duration active = follower.active();
      if (active == null || active.isZero()) {
        verdict.notEvaluable("its leader has not heard " + Display.name(follower.name()) + " yet");
      } else {
        judge(follower, new Silence(active, threshold), verdict);
      }
    }
  }

  private static void judge(Replica follower, Silence silence, Verdict<?> verdict) {
    if (silence.isTooLong()) {
      silence
          .describe(Followers.describe(verdict.finding(), follower))
          .message(
              "its leader has not heard %s for %s",
              Display.name(follower.name()), silence.text(PEER_SEEN_CRITICAL));
    }
  }

  private static Runbook runbook() {
    return MonitoredStreams.explain(
            Runbook.why(
                    """
            The leader hears each follower about once a second. One that is silent stores \
            nothing, and takes no part when a new leader is elected.""")
                .cause("The server is down, or hangs in a stall of its disk.")
                .cause("The route between the servers is cut.")
                .cause("Only this Raft group stands still on that server.")
                .diagnose("See the followers with their last contact.", "nats stream info STREAM")
                .diagnose(
                    "Read them from the server that leads the stream; only its list holds true numbers.",
                    "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | {leader: .cluster.leader, replicas: .cluster.replicas}'")
                .diagnose("See whether the server answers.", "nats server list")
                .fix("Bring the server or its routes back.")
                .fix("Restart the server if only this stream stands still on it.")
                .fix("Keep the threshold above 10 seconds: elections and restarts take some.")
                .limit(
                    "A follower that this leader has never heard is listed as not looked at: the server gives 0 for it, and not since when. JETSTREAM_008 counts it once it is offline.")
                .related("JETSTREAM_022", "Followers that trail.")
                .related(
                    "JETSTREAM_008", "So many members are offline that the stream stands still.")
                .related("JETSTREAM_021", "The number of peers is not the wanted one."),
            "--metadata io.nats.monitor.peer-seen-critical=10s")
        .build();
  }
}
