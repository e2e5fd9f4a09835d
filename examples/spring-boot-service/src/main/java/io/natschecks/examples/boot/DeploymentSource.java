// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import io.nats.client.Connection;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.CompositeSnapshotSource;
import io.natschecks.client.HttpSnapshotSource;
import io.natschecks.client.NatsSnapshotSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes snapshots over the system account, and fills gaps from monitoring ports if it has any. */
final class DeploymentSource implements SnapshotSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeploymentSource.class);

  private final NatsConnector connector;
  private final Late<SnapshotSource> overNats;
  private final @Nullable HttpSnapshotSource overHttp;

  DeploymentSource(NatsConnector connector, @Nullable HttpSnapshotSource overHttp) {
    this.connector = connector;
    this.overHttp = overHttp;
    this.overNats = new Late<>(connector, this::over);
  }

  private SnapshotSource over(Connection connection) {
    NatsSnapshotSource system = NatsSnapshotSource.of(connection);
    return overHttp == null ? system : CompositeSnapshotSource.of(system, overHttp);
  }

  @Override
  public Snapshot take(SnapshotPlan plan) throws SnapshotException, InterruptedException {
    return source().take(plan);
  }

  private SnapshotSource source() throws SnapshotException, InterruptedException {
    try {
      return overNats.get();
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the connection was interrupted");
      }
      if (overHttp == null) {
        throw new SnapshotException(String.valueOf(e.getMessage()), e);
      }
      LOG.warn("{}; the monitoring ports are asked alone", e.getMessage());
      return overHttp;
    }
  }

  @Override
  public void close() throws InterruptedException {
    connector.close();
  }
}
