// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Entity;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Population;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.RaftPeer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.shared.Names;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The Raft groups of one evaluation, and how findings speak of them. Nobody knows a group by its
 * name, so the stream or consumer behind it is told too; who that is, is looked up with the first
 * finding.
 */
final class RaftGroups {

  private final CheckContext context;
  private @Nullable GroupOwners owners;

  RaftGroups(CheckContext context) {
    this.context = context;
  }

  /** Judges each group once for every server that reports it. */
  CheckResult judgeNodes(BiConsumer<RaftNode, Verdict<RaftNode>> judge) {
    return context.over(context.current().raftNodes(), this::entity, Section.RAFTZ).judge(judge);
  }

  /** The groups, each with all servers that report it. */
  Population<RaftGroup> groups() {
    List<RaftGroup> groups = RaftGroup.all(context.current());
    return context.over(groups, group -> entity(group.first()), Section.RAFTZ);
  }

  private Entity.RaftGroup entity(RaftNode node) {
    return new Entity.RaftGroup(
        RaftGroup.domain(context.current(), node), node.account(), node.group());
  }

  /** Names the server, in a way that tells it from others that report the same group. */
  String reporter(RaftNode node) {
    Snapshot snapshot = context.current();
    String name = Names.ofServer(snapshot, node.serverId());
    return snapshot.serversNamed(name).size() > 1 ? name + " (" + node.serverId() + ")" : name;
  }

  /** Names the servers of some nodes. */
  SortedSet<String> reporters(Collection<RaftNode> nodes) {
    SortedSet<String> names = new TreeSet<>();
    nodes.forEach(node -> names.add(reporter(node)));
    return names;
  }

  /** Names a peer by its server, or by its id where the server is not known. */
  static String nameOf(RaftPeer peer) {
    return peer.name() == null || peer.name().isEmpty() ? peer.id() : peer.name();
  }

  /** Names the leader that a follower knows; null if it knows none. */
  static @Nullable String leaderOf(RaftNode follower) {
    for (RaftPeer peer : follower.peers()) {
      if (peer.id().equals(follower.leader())) {
        return nameOf(peer);
      }
    }
    return null;
  }

  /** Starts a finding about a group as one server sees it. */
  FindingBuilder finding(RaftNode node, Verdict<?> verdict) {
    String reporter = reporter(node);
    FindingBuilder finding = verdict.finding().discriminator("server", reporter);
    return name(finding.with("server", reporter).with("cluster", cluster(node)), node)
        .with("state", node.state().name());
  }

  /** The cluster of the server; null if it is in none. */
  @Nullable String cluster(RaftNode node) {
    Server server = context.current().server(node.serverId());
    return server == null || server.clusterName().isEmpty() ? null : server.clusterName();
  }

  /** Adds what the group is to the evidence. */
  FindingBuilder name(FindingBuilder finding, RaftNode node) {
    finding.with("account", node.account()).with("group_name", node.group());
    GroupOwner owner = ownerOf(node);
    return owner == null ? finding : owner.describe(finding);
  }

  /** Ends a message with what the group keeps; empty if that is not known. */
  String keeps(RaftNode node) {
    GroupOwner owner = ownerOf(node);
    return owner == null ? "" : "; it keeps " + owner.text();
  }

  /** The stream or consumer that the group belongs to; null if none is known. */
  @Nullable GroupOwner ownerOf(RaftNode node) {
    if (owners == null) {
      owners = GroupOwners.of(context.current());
    }
    return owners.of(node);
  }
}
