// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.MetaGroup;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.ServerRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has been collected for a snapshot. Not safe for use by several threads. */
final class Collected {

  private static final Comparator<RaftNode> RAFT_ORDER =
      Comparator.comparing(RaftNode::account)
          .thenComparing(RaftNode::group)
          .thenComparing(RaftNode::serverId)
          .thenComparing(RaftNode::applied, Comparator.reverseOrder());

  private static final List<Section> OF_JETSTREAM =
      List.of(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS, Section.RAFTZ);

  final Ledger ledger = new Ledger();
  final StreamMerger streams = new StreamMerger();
  final ConsumerMerger consumers = new ConsumerMerger();
  final AccountMerger accounts = new AccountMerger();
  final List<RaftNode> raftNodes = new ArrayList<>();
  private final Services services = new Services();
  private final Map<String, ServerDraft> servers = new HashMap<>();
  private final Set<SilentServer> silent = new HashSet<>();

  ServerDraft server(ServerRef ref) {
    return servers.computeIfAbsent(ref.id(), id -> new ServerDraft(ref));
  }

  void silent(SilentServer server) {
    silent.add(server);
  }

  void services(AccountServices answered) {
    services.add(answered);
    if (!answered.outcome().isGathered()) {
      ledger.account(Section.SERVICES, answered.account(), answered.outcome().detail());
    }
  }

  /** Joins everything. */
  void into(Snapshot.Builder snapshot, SnapshotPlan plan) {
    List<Server> answered = new ArrayList<>();
    List<Connection> connections = new ArrayList<>();
    List<Connection> closed = new ArrayList<>();
    for (ServerDraft server : servers.values()) {
      connections.addAll(connections(server));
      closed.addAll(closedConnections(server));
      server.connections.services().forEach(services::add);
      if (server.varz != null) {
        accounts.systemAccount(server.varz.config().systemAccount());
      }
      settle(server);
      if (server.hasAnswered()) {
        answered.add(server.build());
      }
    }
    accounts.add(connections);
    List<MetaGroup> metaGroups = MetaGroups.of(answered);
    List<SilentServer> silentServers = silentServers();
    silentServers.addAll(SilentPeers.of(metaGroups, answered, silentServers));
    snapshot
        .servers(answered)
        .silentServers(silentServers)
        .accounts(accounts.merge())
        .streams(streams.merge())
        .consumers(consumers.merge())
        .metaGroups(metaGroups)
        .raftNodes(distinctRaftNodes())
        .connections(connections)
        .closedConnections(closed)
        .services(services.merge())
        .coverage(ledger.coverage(plan, servers.keySet()));
  }

  private List<Connection> connections(ServerDraft server) {
    List<Connection> connections = server.connections.connections();
    String gap = server.connections.gap(connections.size());
    if (gap != null) {
      String id = server.ref().id();
      ledger.problem(Section.CONNZ, id, Status.TRUNCATED, gap);
      ledger.problem(Section.CONNZ_SUBSCRIPTIONS, id, Status.TRUNCATED, gap);
      ledger.problem(Section.SERVICES, id, Status.TRUNCATED, gap);
    }
    return connections;
  }

  private List<Connection> closedConnections(ServerDraft server) {
    List<Connection> closed = server.closedConnections.connections();
    String cut = server.closedConnections.cut(closed.size());
    if (cut != null) {
      String detail = "the newest " + cut;
      ledger.problem(Section.CONNZ_CLOSED, server.ref().id(), Status.TRUNCATED, detail);
    }
    return closed;
  }

  /** Books what follows from other answers of the same server. */
  private void settle(ServerDraft server) {
    String id = server.ref().id();
    if (server.runsNoJetStream()) {
      OF_JETSTREAM.forEach(section -> ledger.complete(section, id));
    }
    JetStreamServer jetStream = server.jetStreamServer();
    if (jetStream != null && jetStream.accounts() == 0) {
      ledger.complete(Section.JSZ_STREAMS, id);
      ledger.complete(Section.JSZ_CONSUMERS, id);
    }
    if (server.jsz != null || server.jetStreamServerOrVarz() == null) {
      return;
    }
    if (server.jetStreamServer() != null || server.runsNoJetStream()) {
      ledger.complete(Section.JSZ, id);
    } else {
      ledger.problem(
          Section.JSZ, id, Status.TRUNCATED, "from VARZ, which counts no streams and consumers");
    }
  }

  private List<RaftNode> distinctRaftNodes() {
    raftNodes.sort(RAFT_ORDER);
    List<RaftNode> distinct = new ArrayList<>(raftNodes.size());
    RaftNode last = null;
    for (RaftNode node : raftNodes) {
      if (last == null
          || !last.group().equals(node.group())
          || !last.account().equals(node.account())
          || !last.serverId().equals(node.serverId())) {
        distinct.add(node);
      }
      last = node;
    }
    return distinct;
  }

  /** Leaves out servers that answered after all, and adds those that answered nothing usable. */
  private List<SilentServer> silentServers() {
    List<SilentServer> servers = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (SilentServer server : silent) {
      if (!hasAnswered(server.id())) {
        servers.add(server);
        named.add(server.id() == null ? server.name() : server.id());
      }
    }
    for (ServerDraft server : this.servers.values()) {
      ServerRef ref = server.ref();
      if (!server.hasAnswered() && !named.contains(ref.id()) && !named.contains(ref.name())) {
        servers.add(
            new SilentServer(ref.name(), ref.id(), ref.cluster(), "it answered no request"));
      }
    }
    return servers;
  }

  private boolean hasAnswered(@Nullable String serverId) {
    ServerDraft server = serverId == null ? null : servers.get(serverId);
    return server != null && server.hasAnswered();
  }
}
