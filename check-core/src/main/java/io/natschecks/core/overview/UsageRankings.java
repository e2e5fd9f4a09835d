// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.overview;

import io.natschecks.api.Entity;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerConfig;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.core.report.Usage;
import io.natschecks.core.report.Usage.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Finds who uses the greatest share of a limit. */
final class UsageRankings {

  private final Map<Kind, UsageRanking> rankings = new EnumMap<>(Kind.class);

  private UsageRankings() {
    for (Kind kind : Kind.values()) {
      rankings.put(kind, new UsageRanking(kind));
    }
  }

  /** The kinds of which there is anything, in their order. */
  static List<Usage> of(Snapshot snapshot) {
    UsageRankings all = new UsageRankings();
    snapshot.servers().forEach(all::addServer);
    boolean counted = snapshot.coverage().of(Section.ACCSTATZ).status() == Coverage.Status.GATHERED;
    snapshot.accounts().forEach(account -> all.addAccount(account, counted));
    snapshot.streams().forEach(all::addStream);
    return all.rankings.values().stream()
        .filter(UsageRanking::hasAny)
        .map(UsageRanking::usage)
        .toList();
  }

  private UsageRanking of(Kind kind) {
    return rankings.getOrDefault(kind, new UsageRanking(kind));
  }

  private void addServer(Server server) {
    ServerStatistics statistics = server.statistics();
    ServerConfig config = server.config();
    if (statistics == null || config == null) {
      of(Kind.SERVER_CONNECTIONS).unknown();
    } else {
      of(Kind.SERVER_CONNECTIONS)
          .add(statistics.connections(), config.maxConnections(), () -> Entity.of(server));
    }
    JetStreamServer jetStream = server.jetStreamServer();
    if (jetStream == null) {
      if (server.jetStream()) {
        of(Kind.JETSTREAM_MEMORY).unknown();
        of(Kind.JETSTREAM_STORAGE).unknown();
      }
    } else if (jetStream.enabled()) {
      of(Kind.JETSTREAM_MEMORY)
          .add(jetStream.memory(), jetStream.maxMemory(), () -> Entity.of(server));
      of(Kind.JETSTREAM_STORAGE)
          .add(jetStream.storage(), jetStream.maxStorage(), () -> Entity.of(server));
    }
  }

  private void addAccount(Account account, boolean counted) {
    AccountClaims claims = account.claims();
    if (claims == null || !counted) {
      of(Kind.ACCOUNT_CONNECTIONS).unknown();
      return;
    }
    long connections =
        account.statistics().stream().mapToLong(AccountStatistics::connections).sum();
    of(Kind.ACCOUNT_CONNECTIONS).add(connections, claims.connections(), () -> Entity.of(account));
  }

  private void addStream(Stream stream) {
    StreamView leader = stream.leaderView();
    StreamConfig config = stream.config();
    if (leader == null || config == null) {
      of(Kind.STREAM_BYTES).unknown();
      of(Kind.STREAM_MESSAGES).unknown();
      return;
    }
    StreamState state = leader.state();
    of(Kind.STREAM_BYTES).add(state.bytes(), config.maxBytes(), () -> Entity.of(stream));
    of(Kind.STREAM_MESSAGES).add(state.messages(), config.maxMessages(), () -> Entity.of(stream));
  }
}
