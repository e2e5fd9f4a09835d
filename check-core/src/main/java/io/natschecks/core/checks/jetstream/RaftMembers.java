// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.core.checks.shared.PeerNames;
import io.natschecks.core.checks.shared.Quorum;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The members of a stream's Raft group, as its leader lists them. A group that has lost its quorum
 * has no leader; then all members that answered are heard.
 *
 * @param leader server name of the leader; null if none answered
 * @param seenBy names of the members that are heard
 * @param size members of the group: as many as are configured, or more while the stream moves
 * @param offline names of the members that are held to be offline
 */
record RaftMembers(
    @Nullable String leader, SortedSet<String> seenBy, int size, SortedSet<String> offline) {

  static RaftMembers of(Stream stream) {
    StreamView leader = stream.leaderView();
    List<StreamView> heard = leader == null ? stream.views() : List.of(leader);
    List<ClusterInfo> views =
        PeerNames.known(heard.stream().map(StreamView::cluster).filter(Objects::nonNull).toList());
    SortedSet<String> seenBy = new TreeSet<>();
    heard.forEach(view -> seenBy.add(view.serverName()));
    Set<String> members = new HashSet<>(seenBy);
    for (ClusterInfo view : views) {
      view.replicas().stream().map(Replica::name).forEach(members::add);
    }
    StreamConfig config = stream.config();
    return new RaftMembers(
        leader == null ? null : leader.serverName(),
        seenBy,
        Math.max(config == null ? 0 : config.replicas(), members.size()),
        Quorum.offline(views, seenBy));
  }

  Quorum quorum() {
    return Quorum.of(size, offline);
  }
}
