// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.connection;

import io.natschecks.api.CheckContext;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Population;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.ConnectionKind;
import java.time.Duration;
import java.time.Instant;

/** The connections of clients, and what a finding says of one. */
final class ClientConnections {

  private ClientConnections() {}

  /** Open connections of clients, whatever their protocol; no leaf node links. */
  static Population<Connection> open(CheckContext context) {
    return context
        .connections()
        .where(connection -> connection.kind() == ConnectionKind.CLIENT && connection.isOpen());
  }

  static FindingBuilder describe(FindingBuilder finding, Connection connection) {
    String ip = connection.ip();
    Instant start = connection.start();
    finding
        .with("account", connection.account())
        .with("server_id", connection.serverId())
        .with("cid", connection.cid(), "")
        .with("client", connection.name())
        .with("address", ip == null ? null : ip + ":" + connection.port());
    return connection.isOpen() && start != null
        ? finding.with("age", Duration.between(start, connection.observedAt()))
        : finding;
  }
}
