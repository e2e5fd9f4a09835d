// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Server;
import io.natschecks.core.checks.shared.JetStreamPool;
import io.natschecks.core.checks.shared.JetStreamPool.Basis;
import io.natschecks.core.checks.shared.Usage;
import io.natschecks.core.checks.shared.WholeCluster;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How full the file storage of JetStream is on the servers of a cluster, all of them measured
 * against the same bound: as soon as one needs its configured maximum, that of all counts.
 *
 * @param cluster its servers with file storage, and those that did not say
 * @param basis the bound
 * @param percents what is in use on each server of which the bound is known
 */
record ClusterStorage(WholeCluster cluster, Basis basis, DoubleSummaryStatistics percents) {

  /** Shares are quotients of doubles: a distance of exactly the limit may come out a bit larger. */
  private static final double ROUNDING = 1e-9;

  static ClusterStorage of(WholeCluster whole) {
    WholeCluster cluster =
        whole.only(server -> server.jetStreamServer() == null || pool(server) != null);
    List<JetStreamPool> pools =
        cluster.servers().stream().map(ClusterStorage::pool).filter(Objects::nonNull).toList();
    Basis basis =
        pools.stream().anyMatch(pool -> pool.basis() == Basis.MAXIMUM)
            ? Basis.MAXIMUM
            : Basis.RESERVATION;
    return new ClusterStorage(
        cluster,
        basis,
        pools.stream()
            .map(pool -> pool.usage(basis))
            .filter(usage -> !usage.limit().isUnlimited())
            .mapToDouble(Usage::percent)
            .summaryStatistics());
  }

  /** The file storage of a server; null if it has none, or did not say. */
  static @Nullable JetStreamPool pool(Server server) {
    JetStreamServer jetStream = server.jetStreamServer();
    JetStreamPool pool =
        jetStream == null || !jetStream.enabled() ? null : JetStreamPool.storage(jetStream);
    return pool == null || pool.isSwitchedOff() ? null : pool;
  }

  /** Whether all servers said what they store. */
  boolean isKnown() {
    return cluster.isKnown()
        && cluster.servers().stream().allMatch(server -> server.jetStreamServer() != null);
  }

  /** Percentage points between the fullest and the emptiest server. */
  double skew() {
    return percents.getMax() - percents.getMin();
  }

  boolean isSkewedMoreThan(double points) {
    return skew() - points > ROUNDING;
  }
}
