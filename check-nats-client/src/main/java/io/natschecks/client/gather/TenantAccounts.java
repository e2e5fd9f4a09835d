// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.natschecks.client.reply.ReplySink;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The accounts of tenants in which the host has connections; these stay open. */
public final class TenantAccounts {

  /** The host has none. */
  public static final TenantAccounts NONE = new TenantAccounts(List.of());

  private final List<Connection> connections;

  /** Takes connections of any users; a second one in the same account is left alone. */
  public TenantAccounts(Collection<Connection> connections) {
    this.connections = List.copyOf(connections);
  }

  /** Asks in each account which services run there. */
  void discoverServices(int atOnce, ReplySink sink, Deadline deadline) throws InterruptedException {
    Map<String, Connection> accounts = new ConcurrentHashMap<>();
    Workers.forEach(
        connections,
        atOnce,
        connection -> accounts.putIfAbsent(OwnAccount.id(connection, deadline), connection));
    Workers.forEach(
        accounts.entrySet(),
        atOnce,
        each -> sink.services(ServiceDiscovery.ask(each.getValue(), each.getKey(), deadline)));
  }
}
