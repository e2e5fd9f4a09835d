// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.connection;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.core.checks.shared.QueuedBytes;

/**
 * Finds open client connections for which too much waits in the server.
 *
 * @since 0.1
 */
public final class ClientPendingPressure implements Check {

  static final Parameter<Double> PENDING_MIB = QueuedBytes.pendingMib("for a client");

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CONN_002", "Client Pending Pressure")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.PERFORMANCE)
          .entity(EntityType.CONNECTION)
          .parameters(PENDING_MIB)
          .requires(Section.CONNZ)
          .uses(Section.VARZ)
          .remediation(
              "Take blocking work out of the client's message callback, or share the load among more"
                  + " members of a queue group.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.9")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    double limit = context.value(PENDING_MIB);
    return ClientConnections.open(context)
        .judge((connection, verdict) -> judge(context, connection, limit, verdict));
  }

  private static void judge(
      CheckContext context, Connection connection, double limit, Verdict<?> verdict) {
    QueuedBytes queue = new QueuedBytes(connection.pendingBytes(), limit);
    if (!queue.isAboveLimit()) {
      return;
    }
    FindingBuilder finding = queue.describe(verdict.finding());
    Server server = context.current().server(connection.serverId());
    if (server != null && server.config() != null) {
      finding.with("max_pending", server.config().maxPending(), "bytes");
    }
    ClientConnections.describe(finding, connection)
        .with("subscriptions", connection.subscriptions(), "subscriptions")
        .with("stalls", connection.stalls(), "stalls")
        .message("%s", queue.text("it"));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The client takes its messages more slowly than they come. The server keeps them in \
            memory, makes publishers wait at three quarters of max_pending, and cuts the client off \
            at the whole of it; what waited is lost then, unless it comes from JetStream.""")
        .cause("The client does slow work in its message callback.")
        .cause("One instance receives what is meant for several.")
        .cause(
            "The client's link is too thin for its messages, or it is paused by garbage collection.")
        .diagnose(
            "List the connections with most waiting.",
            "curl -s 'http://HOST:8222/connz?auth=1&sort=pending&limit=20' | jq '.connections[] | {cid, account, name, pending_bytes, subscriptions}'")
        .diagnose(
            "See the same on every server.",
            "nats server request connections --sort pending --limit 20 | jq -c '{server: .server.name, most: [.data.connections[] | {cid, name, pending_bytes}]}'")
        .diagnose(
            "Read the limit of the server.", "curl -s 'http://HOST:8222/varz' | jq .max_pending")
        .fix("Take blocking work out of the callback, and hand messages to workers.")
        .fix("Share the load: a queue group with more members, or more connections.")
        .fix("For bursts of much data, pull from a JetStream consumer in bounded batches.")
        .question(
            "When is the client cut off?",
            "At max_pending of the server, 64 MiB by default, or when a write takes longer than write_deadline. The"
                + " evidence shows max_pending.")
        .limit(
            "It is one look at a value that goes up and down; a burst that drains at once can be seen too.")
        .limit("Leaf node links are not looked at here.")
        .related("SERVER_004", "Clients that were cut off for being slow.")
        .related("ACCOUNTS_002", "The accounts of such clients.")
        .related("CONN_003", "Connections that were closed, with the reason.")
        .build();
  }
}
