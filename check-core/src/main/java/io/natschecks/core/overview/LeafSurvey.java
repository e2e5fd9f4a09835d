// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.overview;

import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.report.Topology.LeafLink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Adds up leaf node connections by the clusters at their ends. */
final class LeafSurvey {

  private static final Comparator<String> NULLS_LAST =
      Comparator.nullsLast(Comparator.naturalOrder());

  private final Snapshot snapshot;
  private final Map<Ends, Tally> tallies = new HashMap<>();

  LeafSurvey(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  void add(Server server) {
    List<LeafNode> leafNodes = server.leafNodes();
    if (leafNodes == null) {
      return;
    }
    for (LeafNode link : leafNodes) {
      Server other = serverNamed(link.name());
      String near = server.clusterName();
      String far = other == null ? null : other.clusterName();
      Ends ends = link.spoke() ? new Ends(far, near) : new Ends(near, far);
      tallies
          .computeIfAbsent(ends, key -> new Tally())
          .add(link.spoke(), other == null ? link.name() : null);
    }
  }

  /** The one server of that name or id; null if it did not answer, or its name is not its own. */
  private @Nullable Server serverNamed(String name) {
    List<Server> namesakes = snapshot.serversNamed(name);
    return namesakes.size() == 1 ? namesakes.get(0) : snapshot.server(name);
  }

  List<LeafLink> links() {
    List<LeafLink> links = new ArrayList<>();
    tallies.forEach(
        (ends, tally) ->
            links.add(
                new LeafLink(
                    ends.hub(),
                    ends.spoke(),
                    Math.max(tally.atHub, tally.atSpoke),
                    List.copyOf(tally.unseen))));
    links.sort(
        Comparator.comparing(LeafLink::hub, NULLS_LAST).thenComparing(LeafLink::spoke, NULLS_LAST));
    return links;
  }

  private record Ends(@Nullable String hub, @Nullable String spoke) {}

  private static final class Tally {
    private final TreeSet<String> unseen = new TreeSet<>();
    private int atHub;
    private int atSpoke;

    void add(boolean spoke, @Nullable String unseenName) {
      if (spoke) {
        atSpoke++;
      } else {
        atHub++;
      }
      if (unseenName != null && !unseenName.isEmpty()) {
        unseen.add(unseenName);
        if (unseen.size() > LeafLink.MOST_NAMES) {
          unseen.pollLast();
        }
      }
    }
  }
}
