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
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.core.checks.shared.Monitored;
import io.natschecks.core.checks.shared.PeerNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds streams of which the number of peers is not the one that their owner wants.
 *
 * @since 0.1
 */
public final class UnexpectedPeerCount implements Check {

  static final MetadataKey<Long> PEER_EXPECT =
      MetadataKey.count(
          "io.nats.monitor.peer-expect",
          "peers",
          "Exact number of peers that the stream must have, its leader included");

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_021", "Peer Expect")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .metadata(PEER_EXPECT, Monitored.ENABLED)
          .requires(Section.JSZ_STREAMS)
          .remediation(
              "With too few, see why the group found no further member; with too many, look for a"
                  + " copy that was left behind.")
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
    return MonitoredStreams.judge(context, UnexpectedPeerCount::judge);
  }

  private static void judge(LedStream stream, Monitored monitored, Verdict<?> verdict) {
    Long expected = monitored.count(PEER_EXPECT);
    if (expected == null) {
      return;
    }
    Peers found = Peers.of(stream);
    SortedSet<String> peers = found.names();
    if (found.mayBeCountedTwice()) {
      verdict.notEvaluable("its leader does not know the names of all its peers yet");
    } else if (peers.size() != expected) {
      verdict
          .finding()
          .observed("peers", peers.size(), "peers")
          .limit("threshold", expected, "peers")
          .with("peer_names", peers)
          .message(
              "%s instead of %s (%s)",
              Display.count(peers.size(), "peer"), Display.count(expected), PEER_EXPECT);
    }
  }

  /**
   * The servers that the leader lists, and those that report the stream themselves.
   *
   * @param names their names
   * @param mayBeCountedTwice whether one without a name may be one of those that the leader does
   *     not list by theirs
   */
  private record Peers(SortedSet<String> names, boolean mayBeCountedTwice) {

    static Peers of(LedStream stream) {
      List<StreamView> views = new ArrayList<>(List.of(stream.view()));
      views.addAll(stream.stream().views());
      List<ClusterInfo> known =
          PeerNames.known(
              views.stream().map(StreamView::cluster).filter(Objects::nonNull).toList());
      List<Replica> followers =
          stream.view().cluster() == null ? List.of() : known.get(0).replicas();
      SortedSet<String> names = new TreeSet<>();
      followers.forEach(follower -> names.add(follower.name()));
      boolean areAllListed = true;
      for (StreamView view : stream.stream().views()) {
        areAllListed &= !names.add(view.serverName()) || view.equals(stream.view());
      }
      return new Peers(names, !areAllListed && followers.stream().anyMatch(PeerNames::isUnknown));
    }
  }

  private static Runbook runbook() {
    return MonitoredStreams.explain(
            Runbook.why(
                    """
            The number of peers decides how many servers a stream can lose. One too few, \
            and the next failure stops it or loses data; one too many is a copy that \
            somebody forgot, which takes storage and may come back as an old truth.""")
                .cause("The number of replicas was changed, and the threshold was not.")
                .cause(
                    "A peer was removed, and no server with the wanted tags and free storage was there to take its place.")
                .cause(
                    "A server came back with a copy of a stream that had been moved away from it.")
                .diagnose("See leader and replicas.", "nats stream info STREAM")
                .diagnose(
                    "Ask each server whether it holds the stream.",
                    "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | {leader: .cluster.leader, replicas: [.cluster.replicas[]?.name]}'")
                .fix("Set the number of replicas: nats stream edit STREAM --replicas=3.")
                .fix("Make room: servers with the wanted tags and enough free storage.")
                .fix(
                    "Take a copy that was left behind off its server, after a look at what it holds.")
                .question(
                    "Which peers count?",
                    "All servers that the leader lists, offline ones too, since they are still peers, and all servers that report the stream themselves.")
                .limit("A copy that was left behind on a server that did not answer is not seen.")
                .limit("While a stream moves it has more peers for a time.")
                .related("JETSTREAM_008", "So many peers are offline that the stream stands still.")
                .related("JETSTREAM_022", "Peers that trail.")
                .related("JETSTREAM_023", "Peers that are silent."),
            "--metadata io.nats.monitor.peer-expect=3")
        .build();
  }
}
