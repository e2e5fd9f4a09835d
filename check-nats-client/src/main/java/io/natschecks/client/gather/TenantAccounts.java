// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
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

  /** Begins to listen, where it does not yet. */
  void listen(Deadline deadline) throws InterruptedException {
    if (listener != null) {
      listener.listen(byAccount(deadline));
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
        byAccount(deadline).entrySet(),
        AT_ONCE,
        each -> sink.services(ServiceDiscovery.ask(each.getValue(), each.getKey(), deadline)));
  }

  private Map<String, Connection> byAccount(Deadline deadline) throws InterruptedException {
    Map<String, Connection> accounts = new ConcurrentHashMap<>();
    Workers.forEach(
        connections,
        AT_ONCE,
        connection -> accounts.putIfAbsent(OwnAccount.id(connection, deadline), connection));
    return new TreeMap<>(accounts);
  }

  /** Ends the listening. */
  @Override
  public void close() {
    if (listener != null) {
      listener.close();
    }
  }
}
