// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import io.natschecks.api.CheckContext;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.ForecastBuilder;
import io.natschecks.api.Population;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.MetaGroup;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.shared.Majority;
import io.natschecks.core.checks.shared.Quorum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The peers of a meta group: who leads it, who belongs to it, and who of them is online. The
 * members that answered are peers, and those that the leader lists; where the leader did not
 * answer, those that any member lists. The leader is the server that most members name.
 */
final class MetaPeers {

  /** Meta groups as the history knows them. */
  static final Tracked<MetaPeers> TRACKED = Tracked.of("meta group", MetaPeers::of, MetaPeers::key);

  private final MetaGroup group;
  private final boolean alone;
  private final @Nullable String leader;
  private final @Nullable MetaGroupView leaderView;
  private final List<MetaGroupView> believed;
  private final int clusterSize;
  private final List<MetaPeer> peers;

  private MetaPeers(MetaGroup group, boolean alone) {
    this.group = group;
    this.alone = alone;
    this.leader =
        Majority.of(
                group.views().stream().map(MetaGroupView::leader).filter(Objects::nonNull).toList(),
                Comparator.<String>naturalOrder())
            .smallestOfMost();
    this.leaderView = leader == null ? null : viewOf(leader);
    this.believed = leaderView == null ? group.views() : List.of(leaderView);
    this.clusterSize = group.views().stream().mapToInt(MetaGroupView::clusterSize).max().orElse(0);
    this.peers = peers();
  }

  /** All meta groups of a snapshot. */
  static List<MetaPeers> of(Snapshot snapshot) {
    Map<String, Integer> groups = new HashMap<>();
    snapshot.metaGroups().forEach(group -> groups.merge(domain(group), 1, Integer::sum));
    return snapshot.metaGroups().stream()
        .map(group -> new MetaPeers(group, groups.getOrDefault(domain(group), 0) == 1))
        .toList();
  }

  /** All meta groups of the current snapshot, to be judged. */
  static Population<MetaPeers> in(CheckContext context) {
    return context.over(of(context.current()), MetaPeers::entity, Section.JSZ);
  }

  private @Nullable MetaGroupView viewOf(String server) {
    return group.views().stream()
        .filter(view -> view.serverName().equals(server) && view.isLeaderView())
        .findFirst()
        .orElse(null);
  }

  private List<MetaPeer> peers() {
    Map<String, String> ids = new HashMap<>();
    for (MetaGroupView view : group.views()) {
      for (Replica replica : view.replicas()) {
        if (replica.peer() != null) {
          ids.putIfAbsent(replica.name(), replica.peer());
        }
      }
    }
    Map<String, MetaPeer> byId = new TreeMap<>();
    for (MetaGroupView view : group.views()) {
      String name = view.serverName();
      peer(byId, ids.getOrDefault(name, name), name).answered(view);
    }
    for (MetaGroupView view : believed) {
      view.replicas().forEach(replica -> peer(byId, idOf(replica, ids), replica.name()));
    }
    for (MetaGroupView view : group.views()) {
      for (Replica replica : view.replicas()) {
        MetaPeer peer = byId.get(idOf(replica, ids));
        if (peer != null) {
          peer.listed(replica, view, view.equals(leaderView));
        }
      }
    }
    List<MetaPeer> sorted = new ArrayList<>(byId.values());
    sorted.sort(Comparator.comparing(MetaPeer::name).thenComparing(MetaPeer::id));
    return List.copyOf(sorted);
  }

  private static String idOf(Replica replica, Map<String, String> ids) {
    return replica.peer() != null
        ? replica.peer()
        : ids.getOrDefault(replica.name(), replica.name());
  }

  private static MetaPeer peer(Map<String, MetaPeer> byId, String id, String name) {
    return byId.computeIfAbsent(id, key -> new MetaPeer(key, name));
  }

  Entity.MetaGroup entity() {
    return Entity.of(group);
  }

  /** Keeps the group apart from others over time, and from others of the same domain. */
  String key() {
    return alone ? domain(group) : domain(group) + "\n" + cluster();
  }

  /** Tells findings about groups that share a domain apart. */
  FindingBuilder tellApart(FindingBuilder finding) {
    return alone ? finding : finding.discriminator("cluster", cluster());
  }

  /** Tells forecasts about groups that share a domain apart. */
  ForecastBuilder tellApart(ForecastBuilder forecast) {
    return alone ? forecast : forecast.discriminator("cluster", cluster());
  }

  private static String domain(MetaGroup group) {
    return group.domain() == null ? "" : group.domain();
  }

  /** The cluster of the members that answered, the first of several. */
  private String cluster() {
    return clusters().isEmpty() ? "" : clusters().first();
  }

  private SortedSet<String> clusters() {
    SortedSet<String> clusters = new TreeSet<>();
    group.views().stream()
        .map(MetaGroupView::name)
        .filter(Objects::nonNull)
        .forEach(name -> clusters.add(name.strip()));
    return clusters;
  }

  List<MetaGroupView> views() {
    return group.views();
  }

  /** The server that most members name, the smallest name on a tie; null if none names one. */
  @Nullable String leader() {
    return leader;
  }

  /** What the leader itself says; null if it did not answer. */
  @Nullable MetaGroupView leaderView() {
    return leaderView;
  }

  /** Why what the leader says is not known. */
  String withoutLeader() {
    return leader == null
        ? "no leader is known"
        : "the leader " + Display.name(leader) + " did not answer";
  }

  /** The largest size that a member gives; 0 if none does. */
  int clusterSize() {
    return clusterSize;
  }

  /** The peers, sorted by name. */
  List<MetaPeer> all() {
    return peers;
  }

  /** Names of the peers of a kind. */
  SortedSet<String> names(Predicate<MetaPeer> wanted) {
    SortedSet<String> names = new TreeSet<>();
    peers.stream().filter(wanted).forEach(peer -> names.add(peer.name()));
    return names;
  }

  /**
   * Whether all peers are known: the leader lists them all. Before 2.11 others list none, and a
   * server that was just started lists those that it has met.
   */
  boolean isComplete() {
    return clusterSize <= peers.size() || (leaderView != null && !leaderView.replicas().isEmpty());
  }

  /** How many peers are offline, and how many it takes; 2.15 says that itself. */
  Quorum quorum() {
    int size = clusterSize > 0 ? clusterSize : peers.size();
    int needed =
        group.views().stream()
            .filter(view -> view.rescue() || view.clusterSize() == size)
            .map(MetaGroupView::quorumNeeded)
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .min()
            .orElse(Quorum.needed(size));
    return new Quorum(size, needed, names(MetaPeer::isOffline));
  }

  /** Names a server of the group that may not have answered. */
  static Entity.Server server(Snapshot snapshot, MetaPeers group, String name) {
    List<Server> answered =
        group.views().stream()
            .filter(view -> view.serverName().equals(name))
            .map(view -> snapshot.server(view.serverId()))
            .filter(Objects::nonNull)
            .toList();
    if (!answered.isEmpty()) {
      return Entity.of(answered.get(0));
    }
    SilentServer silent =
        snapshot.silentServers().stream()
            .filter(server -> server.name().equals(name))
            .findFirst()
            .orElse(new SilentServer(name, null, null, ""));
    String cluster = group.clusters().size() == 1 ? group.cluster() : silent.cluster();
    return new Entity.Server(
        cluster == null ? "" : cluster.strip(), name, silent.id() == null ? "" : silent.id());
  }
}
