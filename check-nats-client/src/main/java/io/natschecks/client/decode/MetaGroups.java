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

/** Finds the meta groups: servers that share a domain and name each other, or the same others. */
final class MetaGroups {

  private static final Comparator<MetaGroupView> ORDER =
      Comparator.comparing(MetaGroupView::serverName).thenComparing(MetaGroupView::serverId);

  /** A server name within a domain. */
  private record Member(@Nullable String domain, String name) {}

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
    Member self = new Member(domain, view.serverName());
    if (view.leader() != null) {
      union(self, new Member(domain, view.leader()));
    }
    for (Replica replica : view.replicas()) {
      union(self, new Member(domain, replica.name()));
    }
    return self;
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
