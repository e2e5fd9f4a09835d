// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.RaftPeer;
import io.natschecks.api.snapshot.RaftState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes RAFTZ: Raft groups by account and name. */
final class RaftzDecoder {

  private final Json json;
  private final String serverId;
  private final Drops drops;

  RaftzDecoder(Json json, String serverId, Drops drops) {
    this.json = json;
    this.serverId = serverId;
    this.drops = drops;
  }

  List<RaftNode> decode() {
    List<RaftNode> nodes = new ArrayList<>();
    for (List<RaftNode> account : json.values(drops, this::account)) {
      nodes.addAll(account);
    }
    return nodes;
  }

  private List<RaftNode> account(String account) {
    return json.values(drops, group -> node(account, group));
  }

  private @Nullable RaftNode node(String account, String group) {
    RaftNode.Builder node = RaftNode.builder(serverId, account, group, "");
    boolean named = false;
    int size = 0;
    int quorumNeeded = 0;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "id" -> {
          String id = json.shared();
          named = id != null;
          node.id(id == null ? "" : id);
        }
        case "state" -> node.state(state(json.shared()));
        case "leader" -> node.leader(json.shared());
        case "ever_had_leader" -> node.everHadLeader(json.flag());
        case "leader_since" -> node.leaderSince(json.time());
        case "term" -> node.term(json.count());
        case "committed" -> node.committed(json.count());
        case "applied" -> node.applied(json.count());
        case "size" -> size = json.size();
        case "quorum_needed" -> quorumNeeded = json.size();
        case "catching_up" -> node.catchingUp(json.flag());
        case "ipq_proposal_len" -> node.proposalQueue(json.count());
        case "ipq_entry_len" -> node.entryQueue(json.count());
        case "ipq_resp_len" -> node.responseQueue(json.count());
        case "ipq_apply_len" -> node.applyQueue(json.count());
        case "wal" -> log(node);
        case "peers" -> node.peers(peers());
        default -> json.skip();
      }
    }
    json.require(named, "id");
    node.size(size).quorumNeeded(quorumNeeded == 0 ? size / 2 + 1 : quorumNeeded);
    return json.isFaulty() ? null : node.build();
  }

  private void log(RaftNode.Builder node) {
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "messages" -> node.walMessages(json.count());
        case "bytes" -> node.walBytes(json.count());
        case "first_seq" -> node.walFirstSequence(json.count());
        case "last_seq" -> node.walLastSequence(json.count());
        default -> json.skip();
      }
    }
  }

  private List<RaftPeer> peers() {
    Drops wrong = new Drops();
    List<RaftPeer> peers = json.values(wrong, this::peer);
    json.require(wrong.isEmpty(), "peers");
    peers.sort(Comparator.comparing(RaftPeer::id));
    return peers;
  }

  private RaftPeer peer(String id) {
    String name = null;
    boolean known = false;
    Duration lastSeen = null;
    long lastReplicated = 0;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "name" -> name = json.shared();
        case "known" -> known = json.flag();
        case "last_seen" -> lastSeen = json.goDuration();
        case "last_replicated_index" -> lastReplicated = json.count();
        default -> json.skip();
      }
    }
    return new RaftPeer(id, name, known, lastSeen, lastReplicated);
  }

  private static RaftState state(@Nullable String text) {
    for (RaftState state : RaftState.values()) {
      if (state.name().equals(text)) {
        return state;
      }
    }
    return RaftState.OTHER;
  }
}
