// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.account.OwnStreams;
import io.natschecks.client.decode.Services;
import io.natschecks.client.gather.Deadline;
import io.natschecks.client.gather.OwnAccount;
import io.natschecks.client.gather.ServiceDiscovery;
import io.natschecks.client.reply.AccountServices;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;

/**
 * Takes snapshots of the streams, consumers and micro services of one account, over a connection of
 * the host that is in this account. It needs no system account, and sees nothing of servers and of
 * other accounts: all further sections are {@linkplain Coverage.Status#REFUSED refused}.
 *
 * <p>It only reads from the JetStream API, and asks services what they are. Streams and consumers
 * are seen as their leaders see them; servers are known by name alone, which stands for their ids
 * too. The account is named as servers tell; where none does, it is {@code own account}.
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
    OwnAccount own = OwnAccount.of(connection, deadline);
    String account = own.id();
    Snapshot.Builder snapshot =
        Snapshot.builder(clock.instant()).source("JetStream API of account " + account);
    Coverage.Builder coverage = coverage(plan, own.outcome().detail());
    try {
      new OwnStreams(connection, plan, clock, deadline, coverage).read(account, snapshot);
    } catch (JetStreamApiException e) {
      throw new SnapshotException(
          "The JetStream API of the account refused: " + e.getErrorDescription(), e);
    } catch (IOException | IllegalStateException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw new SnapshotException("The JetStream API of the account does not answer", e);
    }
    if (plan.wants(Section.SERVICES)) {
      AccountServices services = ServiceDiscovery.ask(connection, account, deadline);
      Coverage.Entry outcome = services.outcome();
      coverage.section(Section.SERVICES, outcome.status(), outcome.detail());
      snapshot.services(Services.of(services));
    }
    return snapshot.coverage(coverage.build()).duration(deadline.elapsed()).build();
  }

  private static Coverage.Builder coverage(SnapshotPlan plan, String note) {
    Coverage.Builder coverage = Coverage.builder();
    for (Section section : plan.sections()) {
      if (section == Section.JSZ_STREAMS || section == Section.JSZ_CONSUMERS) {
        coverage.section(section, Coverage.Status.GATHERED, note);
      } else {
        coverage.section(section, Coverage.Status.REFUSED, "needs the system account");
      }
    }
    return coverage;
  }
}
