// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

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
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.shared.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds meta groups that have fewer peers than before.
 *
 * @since 0.1
 */
public final class MetaGroupShrank implements Check {

  /** Kept over snapshots in which no member answered, so that a removal meanwhile is not lost. */
  static final Track<MetaPeers> SIZE =
      Track.of(
          MetaPeers.TRACKED,
          "meta.size",
          group -> group.isComplete() ? group.all().size() : Track.HOLE);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("META_009", "Meta Cluster Size Decreased")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.META_GROUP)
          .requires(Section.JSZ)
          .follows(SIZE)
          .needsPrevious()
          .remediation(
              "Removing a peer is an explicit act: find out who did it, and check that the streams of"
                  + " that server were given copies elsewhere.")
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
    Snapshot previous = context.previous();
    Map<String, MetaPeers> before = new HashMap<>();
    if (previous != null) {
      MetaPeers.of(previous).forEach(group -> before.put(group.key(), group));
    }
    return MetaPeers.in(context)
        .judge((group, verdict) -> judge(context, before.get(group.key()), group, verdict));
  }

  private static void judge(
      CheckContext context, @Nullable MetaPeers before, MetaPeers group, Verdict<?> verdict) {
    if (!group.isComplete()) {
      verdict.notEvaluable(group.withoutLeader() + ", and the members that did list no peers");
      return;
    }
    Baseline baseline = Baseline.of(context, before, group);
    long current = group.all().size();
    if (baseline.size() == 0) {
      verdict.skip(SkipReason.NO_PREVIOUS_SNAPSHOT, "its peers were not known before");
    } else if (current < baseline.size()) {
      SortedSet<String> gone = baseline.gone(group);
      group
          .tellApart(verdict.finding())
          .observed("size", current, "peers")
          .limit("previous_size", baseline.size(), "peers")
          .with("gone", gone)
          .with("leader", group.leader())
          .message(
              "%s, %s before%s",
              Display.count(current, "peer"),
              Display.count(baseline.size()),
              gone.isEmpty() ? "" : "; gone: " + Names.listed(gone));
    }
  }

  /** The last snapshot that had the group; of one before the previous only the size is known. */
  private record Baseline(long size, List<MetaPeer> peers) {

    static Baseline of(CheckContext context, @Nullable MetaPeers before, MetaPeers group) {
      if (before != null && before.isComplete()) {
        return new Baseline(before.all().size(), before.all());
      }
      Series sizes = context.series(SIZE, group);
      for (int i = sizes.size() - 1; i >= 0; i--) {
        if (sizes.timeAt(i).isBefore(context.now())) {
          return new Baseline(sizes.valueAt(i), List.of());
        }
      }
      return new Baseline(0, List.of());
    }

    /** By peer id, since a name can become known later. */
    SortedSet<String> gone(MetaPeers now) {
      Set<String> left = now.all().stream().map(MetaPeer::id).collect(Collectors.toSet());
      SortedSet<String> gone = new TreeSet<>();
      for (MetaPeer peer : peers) {
        if (!left.contains(peer.id())) {
          gone.add(peer.name());
        }
      }
      return gone;
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A peer leaves the meta group only when somebody removes it. Fewer peers mean fewer \
            servers to hold copies, and perhaps an even number; if the removal was a mistake, the \
            copies on that server are lost to their streams.""")
        .cause("A server was retired on purpose.")
        .cause("A peer was removed by mistake, or the wrong one.")
        .cause("A server was renamed, and the peer of its old name removed.")
        .diagnose("List the peers that are left.", "nats server report jetstream")
        .diagnose(
            "Read the size and the peers.",
            "curl -s 'http://HOST:8222/jsz' | jq '.meta_cluster | {cluster_size, replicas: [.replicas[]?.name]}'")
        .diagnose("Find streams that lack copies.", "nats --context ACCOUNT stream report")
        .fix("If it was a mistake, start the server again: it joins as a new peer.")
        .fix("Check that the streams of the removed server were given copies elsewhere.")
        .fix("Keep the number of peers odd (META_007).")
        .question(
            "Does a crash make the group smaller?",
            "No. A server that is down stays a peer, for the quorum too, until it is removed.")
        .limit(
            "The peers are counted, not taken from the size that servers report, which was seen to jump.")
        .limit(
            "A snapshot without the group, or without a list of its peers, is passed over: the one before it is compared with.")
        .limit("Names of the peers that are gone are known only if the snapshot before lists them.")
        .related("META_001", "Peers that are offline but not removed.")
        .related("META_007", "Even numbers of peers.")
        .build();
  }
}
