// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.CheckContext;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections that were closed since the snapshot before. Servers list their last closings each
 * time they are asked; new are those that the snapshot before does not list, and that ended after
 * that list was made, by the clock of the server itself where it is known.
 */
public final class NewlyClosed {

  /** The order of lists in snapshots. */
  private static final Comparator<Connection> ORDER =
      Comparator.comparing(Connection::serverId).thenComparingLong(Connection::cid);

  /**
   * Of one server.
   *
   * @param connections the closed connections that are new
   * @param someAreLost whether the list and the one before do not meet, so that some are in neither
   */
  public record OnServer(List<Connection> connections, boolean someAreLost) {

    /**
     * Names those that were closed for a reason, for the evidence of a finding.
     *
     * @param context the evaluation
     * @param reason how the reason begins, as servers write it
     * @return their labels
     */
    public List<String> labels(CheckContext context, String reason) {
      return connections.stream()
          .filter(each -> each.reason() != null && each.reason().startsWith(reason))
          .map(each -> context.entityOf(each).label())
          .toList();
    }
  }

  private final @Nullable Snapshot previous;
  private final Instant fallback;
  private final Map<String, List<Connection>> listed;
  private final Map<String, Instant> listedAt = new HashMap<>();

  private NewlyClosed(@Nullable Snapshot previous, Snapshot current) {
    this.previous = previous;
    this.fallback = previous == null ? current.takenAt() : previous.takenAt();
    this.listed = new HashMap<>();
    for (Connection connection : current.closedConnections()) {
      listed.computeIfAbsent(connection.serverId(), id -> new ArrayList<>()).add(connection);
    }
    if (previous != null) {
      for (Connection connection : previous.closedConnections()) {
        listedAt.merge(
            connection.serverId(),
            connection.observedAt(),
            (one, other) -> one.isBefore(other) ? one : other);
      }
    }
  }

  /**
   * Finds them.
   *
   * @param context the evaluation
   * @return those of all servers
   */
  public static NewlyClosed in(CheckContext context) {
    return new NewlyClosed(context.previous(), context.current());
  }

  /**
   * Those of one server.
   *
   * @param server the server
   * @return its closed connections that are new
   */
  public OnServer on(Server server) {
    List<Connection> all = listed.getOrDefault(server.id(), List.of());
    Instant since = since(server);
    List<Connection> fresh = new ArrayList<>();
    for (Connection connection : all) {
      Instant stop = connection.stop();
      if (stop != null && stop.isAfter(since) && !wasListed(connection)) {
        fresh.add(connection);
      }
    }
    boolean met = fresh.size() < all.size() || !listedAt.containsKey(server.id());
    return new OnServer(fresh, !all.isEmpty() && !met);
  }

  private Instant since(Server server) {
    Instant time = listedAt.get(server.id());
    if (time != null) {
      return time;
    }
    Server before = previous == null ? null : previous.server(server.id());
    ServerStatistics statistics = before == null ? null : before.statistics();
    return statistics == null ? fallback : statistics.now();
  }

  private boolean wasListed(Connection connection) {
    return previous != null
        && Collections.binarySearch(previous.closedConnections(), connection, ORDER) >= 0;
  }
}
