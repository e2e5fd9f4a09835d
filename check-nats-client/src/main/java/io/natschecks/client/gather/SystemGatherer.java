// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.client.reply.ReplySink;
import io.natschecks.client.reply.ServerRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers over the system account. */
public final class SystemGatherer implements Gatherer {

  /** A server that has not answered for so long is forgotten. */
  private static final Duration MEMORY = Duration.ofHours(1);

  private static final int MAX_SEEN = 10_000;

  private final Connection connection;
  private final TenantAccounts accounts;
  private final GatherLimits limits;
  private final Clock clock;
  private final Map<ServerRef, Instant> seen = new HashMap<>();
  private final LeafLinks leafLinks = new LeafLinks();

  /** Gathers over a connection of the host, which stays open. */
  public SystemGatherer(Connection connection, GatherLimits limits, Clock clock) {
    this(connection, TenantAccounts.of(List.of()), limits, clock);
  }

  /** Gathers over a connection of the host, and in accounts of tenants what only these can tell. */
  public SystemGatherer(
      Connection connection, TenantAccounts accounts, GatherLimits limits, Clock clock) {
    this.connection = connection;
    this.accounts = accounts;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "system account at " + Addresses.withoutSecrets(connection.getConnectedUrl());
  }

  @Override
  public String gather(Wanted wanted, ReplySink sink, Deadline deadline)
      throws SnapshotException, InterruptedException {
    if (connection.getStatus() == Connection.Status.CLOSED) {
      throw new SnapshotException("The connection to NATS is closed");
    }
    accounts.listen(deadline);
    SystemGathering gathering =
        new SystemGathering(connection, limits, leafLinks, wanted, sink, deadline, clock);
    gathering.gather(seenBefore());
    if (gathering.wants(Section.SERVICES)) {
      accounts.discoverServices(sink, deadline);
    }
    accounts.tell(sink);
    remember(gathering.topology());
    return "";
  }

  private synchronized Map<ServerRef, Instant> seenBefore() {
    return Map.copyOf(seen);
  }

  private synchronized void remember(Topology topology) {
    Instant now = clock.instant();
    seen.entrySet()
        .removeIf(
            each -> each.getValue().isBefore(now.minus(MEMORY)) || topology.hasName(each.getKey()));
    topology.servers().stream()
        .limit(Math.max(0, MAX_SEEN - seen.size()))
        .forEach(server -> seen.put(server.ref(), now));
  }
}
