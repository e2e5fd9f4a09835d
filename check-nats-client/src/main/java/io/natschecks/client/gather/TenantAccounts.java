// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.ReplySink;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The accounts of tenants in which the host has connections; these stay open. */
public final class TenantAccounts implements AutoCloseable {

  private static final int AT_ONCE = 8;

  private final List<Connection> connections;
  private final @Nullable ApiErrorListener listener;

  private TenantAccounts(Collection<Connection> connections, @Nullable ApiErrorListener listener) {
    this.connections = List.copyOf(connections);
    this.listener = listener;
  }

  /** Takes connections of any users; a second one in the same account is left alone. */
  public static TenantAccounts of(Collection<Connection> connections) {
    return new TenantAccounts(connections, null);
  }

  /** Takes connections, and from the first snapshot on listens there for failed requests. */
  public static TenantAccounts listening(Collection<Connection> connections, Clock clock) {
    return new TenantAccounts(connections, new ApiErrorListener(clock));
  }

  /** An account, and a connection in it. */
  record Tenant(OwnAccount account, Connection connection) {}

  /** Begins to listen, where it does not yet. */
  void listen(Deadline deadline) throws InterruptedException {
    if (listener != null) {
      listener.listen(tenants(deadline));
    }
  }

  /** Hands on what was heard since the last time. */
  void tell(ReplySink sink) {
    if (listener != null) {
      sink.apiErrors(listener.drain());
    }
  }

  /** Asks in each account which services run there. */
  void discoverServices(ReplySink sink, Deadline deadline) throws InterruptedException {
    Workers.forEach(
        tenants(deadline), AT_ONCE, tenant -> sink.services(services(tenant, deadline)));
  }

  /** Services of an account that is not known could not be told from those of another. */
  private static AccountServices services(Tenant tenant, Deadline deadline)
      throws InterruptedException {
    OwnAccount account = tenant.account;
    return account.isKnown()
        ? ServiceDiscovery.ask(tenant.connection, account.id(), deadline)
        : new AccountServices(account.id(), account.outcome(), List.of());
  }

  private Collection<Tenant> tenants(Deadline deadline) throws InterruptedException {
    Map<String, Tenant> tenants = new ConcurrentHashMap<>();
    Workers.forEach(
        connections,
        AT_ONCE,
        connection -> {
          OwnAccount account = OwnAccount.of(connection, deadline);
          tenants.putIfAbsent(account.id(), new Tenant(account, connection));
        });
    return new TreeMap<>(tenants).values();
  }

  /** Ends the listening. */
  @Override
  public void close() {
    if (listener != null) {
      listener.close();
    }
  }
}
