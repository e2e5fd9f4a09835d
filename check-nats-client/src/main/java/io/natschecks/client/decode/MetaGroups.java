// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.MetaGroup;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Server;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the meta groups: servers that share a domain and name each other, or the same others. Those
 * that name nobody, as before 2.11 all do without a leader, belong together by their cluster.
 */
final class MetaGroups {

  private static final Comparator<MetaGroupView> ORDER =
      Comparator.comparing(MetaGroupView::serverName).thenComparing(MetaGroupView::serverId);

  /** A server name within a domain, or a cluster that stands for servers that name nobody. */
  private record Member(@Nullable String domain, String name, boolean isCluster) {

    static Member server(@Nullable String domain, String name) {
      return new Member(domain, name, false);
    }
  }

  private record Seen(MetaGroupView view, Member member) {}

  private final Map<Member, Member> parents = new HashMap<>();

  private MetaGroups() {}

  static List<MetaGroup> of(Collection<Server> servers) {
    MetaGroups groups = new MetaGroups();
    List<Seen> seen = new ArrayList<>();
    for (Server server : servers) {
      JetStreamServer jetStream = server.jetStreamServer();
      if (jetStream != null && jetStream.metaGroup() != null) {
        MetaGroupView view = jetStream.metaGroup();
        seen.add(new Seen(view, groups.join(server.domain(), view)));
      }
    }
    Map<Member, List<MetaGroupView>> views = new HashMap<>();
    for (Seen each : seen) {
      views.computeIfAbsent(groups.root(each.member()), key -> new ArrayList<>()).add(each.view());
    }
    List<MetaGroup> found = new ArrayList<>();
    views.forEach(
        (root, of) -> {
          of.sort(ORDER);
          found.add(new MetaGroup(root.domain(), of));
        });
    found.sort(Comparator.comparing(group -> group.views().get(0), ORDER));
    return found;
  }

  private Member join(@Nullable String domain, MetaGroupView view) {
    Member self = Member.server(domain, view.serverName());
    if (view.leader() != null) {
      union(self, Member.server(domain, view.leader()));
    } else if (namesNobody(view)) {
      union(self, new Member(domain, String.valueOf(view.name()), true));
    }
    for (Replica replica : view.replicas()) {
      union(self, Member.server(domain, replica.name()));
    }
    return self;
  }

  private static boolean namesNobody(MetaGroupView view) {
    return view.replicas().stream().allMatch(peer -> peer.name().equals(view.serverName()));
  }

  private void union(Member one, Member other) {
    parents.put(root(one), root(other));
  }

  private Member root(Member member) {
    Member at = member;
    for (Member up = parents.get(at); up != null && !up.equals(at); up = parents.get(at)) {
      at = up;
    }
    parents.put(member, at);
    return at;
  }
}
