// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.placement;

import io.natschecks.api.Observed;
import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.GatewayAccount;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What servers do for one account towards one remote cluster.
 *
 * @param account account id
 * @param remote name of the remote cluster
 * @param optimistic servers that send without knowing of interest, by name
 */
record GatewayInterest(String account, String remote, List<Observed<GatewayAccount>> optimistic) {

  static final String OPTIMISTIC = "Optimistic";

  /** All accounts of all outbound gateways, sorted by remote cluster and account. */
  static List<GatewayInterest> of(Snapshot snapshot) {
    SortedMap<String, SortedMap<String, List<Observed<GatewayAccount>>>> byRemote = new TreeMap<>();
    for (Server server : snapshot.servers()) {
      List<Gateway> gateways = server.gateways();
      if (gateways != null
          && snapshot.coverage().of(Section.GATEWAYZ_ACCOUNTS, server.id()).isGathered()) {
        for (Gateway gateway : gateways) {
          if (gateway.outbound()) {
            add(
                server,
                gateway.accounts(),
                byRemote.computeIfAbsent(gateway.remoteCluster(), remote -> new TreeMap<>()));
          }
        }
      }
    }
    List<GatewayInterest> interests = new ArrayList<>();
    byRemote.forEach(
        (remote, accounts) ->
            accounts.forEach(
                (account, rows) -> interests.add(new GatewayInterest(account, remote, rows))));
    return interests;
  }

  private static void add(
      Server server,
      List<GatewayAccount> accounts,
      Map<String, List<Observed<GatewayAccount>>> byAccount) {
    for (GatewayAccount account : accounts) {
      List<Observed<GatewayAccount>> rows =
          byAccount.computeIfAbsent(account.account(), id -> new ArrayList<>(0));
      if (account.interestMode().equals(OPTIMISTIC) && hasInterest(account)) {
        rows.add(new Observed<>(server, account));
      }
    }
  }

  /** An account of which the remote wants nothing at all is called optimistic too. */
  private static boolean hasInterest(GatewayAccount account) {
    return account.noInterestCount() > 0
        || account.subscriptions() > 0
        || account.queueSubscriptions() > 0;
  }

  /** The servers, sorted by name. */
  List<Server> servers() {
    return optimistic.stream()
        .map(Observed::server)
        .distinct()
        .sorted(Comparator.comparing(Server::name).thenComparing(Server::id))
        .toList();
  }

  /** The highest of a count over the servers. */
  long most(ToLongFunction<GatewayAccount> count) {
    return optimistic.stream().map(Observed::value).mapToLong(count).max().orElse(0);
  }
}
