// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.account.OwnStreams;
import io.natschecks.client.gather.Deadline;
import io.natschecks.client.gather.OwnAccount;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;

/**
 * Takes snapshots of the streams and consumers of one account, over a connection of the host that
 * is in this account. It needs no system account, and sees nothing of servers and of other
 * accounts: all further sections are {@linkplain Coverage.Status#REFUSED refused}.
 *
 * <p>It only reads from the JetStream API. Streams and consumers are seen as their leaders see
 * them; servers are known by name alone, which stands for their ids too. The account is named as
 * servers since 2.10 tell, else {@code own account}.
 *
 * @since 0.1
 */
public final class JetStreamSnapshotSource implements SnapshotSource {

  private final Connection connection;
  private final Clock clock = Clock.systemUTC();

  private JetStreamSnapshotSource(Connection connection) {
    this.connection = Objects.requireNonNull(connection, "connection");
  }

  /**
   * A source for the account of a connection.
   *
   * @param connection a connection of a user who may use the JetStream API
   * @return the source
   */
  public static JetStreamSnapshotSource of(Connection connection) {
    return new JetStreamSnapshotSource(connection);
  }

  @Override
  public Snapshot take(SnapshotPlan plan) throws SnapshotException, InterruptedException {
    if (connection.getStatus() == Connection.Status.CLOSED) {
      throw new SnapshotException("The connection to NATS is closed");
    }
    Deadline deadline = Deadline.in(plan.deadline());
    String account = OwnAccount.id(connection, deadline);
    Snapshot.Builder snapshot =
        Snapshot.builder(clock.instant()).source("JetStream API of account " + account);
    try {
      new OwnStreams(connection, plan, clock, deadline).read(account, snapshot);
    } catch (JetStreamApiException e) {
      throw new SnapshotException(
          "The JetStream API of the account refused: " + e.getErrorDescription(), e);
    } catch (IOException | IllegalStateException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw new SnapshotException("The JetStream API of the account does not answer", e);
    }
    return snapshot.duration(deadline.elapsed()).build();
  }
}
