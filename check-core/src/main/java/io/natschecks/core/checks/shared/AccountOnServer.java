// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.CheckContext;
import io.natschecks.api.Entity;
import io.natschecks.api.Gap;
import io.natschecks.api.SkipReason;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account on one server. Counters are the server's own, and start again with it: they are
 * followed for each start of a server by itself, and never added up before they are compared.
 *
 * @param account account id
 * @param serverId server id
 * @param counts what the server counts; null if only the past is asked for
 */
public record AccountOnServer(String account, String serverId, @Nullable AccountStatistics counts) {

  private static final Tracked<AccountOnServer> TRACKED =
      Tracked.of(
          "account on server",
          AccountOnServer::in,
          each -> Tracked.key(each.account, each.serverId));

  /** Bytes sent to the account and received from it. */
  public static final Track<AccountOnServer> BYTES =
      Track.of(
          TRACKED,
          "account.server.bytes",
          each -> {
            AccountStatistics counts = each.counts;
            return counts == null
                ? Track.HOLE
                : Usage.sum(counts.sent().bytes(), counts.received().bytes());
          });

  /** The part of these bytes that went over gateways; nothing before 2.11.5. */
  public static final Track<AccountOnServer> GATEWAY_BYTES =
      Track.of(TRACKED, "account.server.gateway_bytes", AccountOnServer::gatewayBytes);

  private static final Tracked<Server> SERVERS =
      Tracked.listed("server id", Snapshot::servers, Server::id);

  /** Which servers there were. Follow it for {@link #gone}. */
  public static final Track<Server> PRESENT =
      Track.ofIdentity(SERVERS, "server.present", server -> 1);

  private static List<AccountOnServer> in(Snapshot snapshot) {
    List<AccountOnServer> all = new ArrayList<>();
    for (Account account : snapshot.accounts()) {
      for (AccountStatistics counts : account.statistics()) {
        all.add(new AccountOnServer(account.id(), counts.serverId(), counts));
      }
    }
    return all;
  }

  private static long gatewayBytes(AccountOnServer each) {
    if (each.counts == null) {
      return Track.HOLE;
    }
    Long sent = each.counts.sent().gatewayBytes();
    Long received = each.counts.received().gatewayBytes();
    return sent == null || received == null ? Track.HOLE : Usage.sum(sent, received);
  }

  /**
   * Finds the servers that were there within the window and do not tell now.
   *
   * @param context the evaluation
   * @return their ids
   */
  public static List<String> gone(CheckContext context) {
    Snapshot current = context.current();
    return context.keys(SERVERS).stream()
        .filter(
            id ->
                current.server(id) == null
                    || !current.coverage().of(Section.ACCSTATZ, id).isGathered())
        .toList();
  }

  /**
   * Finds the servers of which a span is not known: they ran before they were first seen in it.
   *
   * @param context the evaluation, by a check that follows {@link #PRESENT}
   * @param from where the span begins
   * @return a gap for each
   */
  public static List<Gap> seenLate(CheckContext context, Instant from) {
    List<Gap> late = new ArrayList<>();
    for (Server server : context.current().servers()) {
      Series present = context.series(PRESENT, server);
      ServerStatistics statistics = server.statistics();
      boolean startedSince = statistics != null && statistics.start().isAfter(from);
      if (!startedSince && (present.size() == 0 || present.first().time().isAfter(from))) {
        late.add(
            new Gap(Entity.of(server).label(), SkipReason.HISTORY_TOO_SHORT, "it was seen late"));
      }
    }
    return late;
  }

  /**
   * Lists the servers whose counters make up the past of an account.
   *
   * @param account the account
   * @param gone the servers that do not tell now
   * @return the account on each server that counts it now, and on those that are gone
   */
  public static List<AccountOnServer> of(Account account, List<String> gone) {
    List<AccountOnServer> all = new ArrayList<>();
    Set<String> past = new LinkedHashSet<>(gone);
    for (AccountStatistics counts : account.statistics()) {
      all.add(new AccountOnServer(account.id(), counts.serverId(), counts));
      past.remove(counts.serverId());
    }
    past.forEach(id -> all.add(new AccountOnServer(account.id(), id, null)));
    return all;
  }
}
