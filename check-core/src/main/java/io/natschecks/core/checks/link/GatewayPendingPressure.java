// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.link;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Observed;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.core.checks.shared.QueuedBytes;
import org.jspecify.annotations.Nullable;

/**
 * Finds gateway connections on which much waits to be sent.
 *
 * @since 0.1
 */
public final class GatewayPendingPressure implements Check {

  static final Parameter<Double> PENDING_MIB = QueuedBytes.pendingMib("on a gateway connection");

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_014", "Gateway Pending Pressure")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.PERFORMANCE)
          .entity(EntityType.GATEWAY)
          .parameters(PENDING_MIB)
          .requires(Section.GATEWAYZ)
          .remediation(
              "Measure bandwidth and loss between the two clusters and the CPU of the server that"
                  + " receives; then keep traffic inside a cluster that need not leave it.")
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
    return Links.of(
            context,
            Section.GATEWAYZ,
            Server::gateways,
            gateway ->
                new Entity.Gateway(Entity.of(gateway.server()), gateway.value().remoteCluster()))
        .judge((gateway, verdict) -> judge(context, gateway, limit, verdict));
  }

  private static void judge(
      CheckContext context, Observed<Gateway> observed, double limit, Verdict<?> verdict) {
    Gateway gateway = observed.value();
    QueuedBytes queue = new QueuedBytes(gateway.pendingBytes(), limit);
    if (queue.isAboveLimit()) {
      Server remote = remoteServer(context, gateway);
      String direction = gateway.outbound() ? "outbound" : "inbound";
      queue
          .describe(verdict.finding().discriminator("cid", Long.toString(gateway.cid())))
          .with("server", observed.server().name())
          .with("cluster", observed.server().clusterName())
          .with("remote_cluster", gateway.remoteCluster())
          .with("remote_id", gateway.remoteId())
          .with("remote_name", remote == null ? null : remote.name())
          .with("direction", direction)
          .with("cid", gateway.cid(), "")
          .with("rtt", gateway.rtt())
          .message(
              "%s",
              queue.text(
                  (remote == null ? "" : Display.name(remote.name()) + " of ")
                      + "cluster "
                      + Display.name(gateway.remoteCluster())
                      + " on the "
                      + direction
                      + " connection"));
    }
  }

  private static @Nullable Server remoteServer(CheckContext context, Gateway gateway) {
    String id = gateway.remoteId();
    return id == null ? null : context.current().server(id);
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The remote cluster takes messages more slowly than they come, or the network between \
            the clusters does. A server sends to a remote cluster over one connection, so all \
            accounts wait behind this queue. It is not cut at max_pending as a client is, and can \
            take the memory of the server.""")
        .cause(
            "The link between the clusters is full, loses packets, or is long for its bandwidth.")
        .cause("Clients in one cluster read streams, or subscribe to busy subjects, of the other.")
        .cause("The server at the other end is short of CPU and reads late.")
        .diagnose(
            "See what waits on each connection, twice in a row: a queue that drains is a burst.",
            "curl -s 'http://HOST:8222/gatewayz' | jq '[.outbound_gateways, .inbound_gateways | to_entries[] | .key as $cluster | [.value] | flatten[] | {cluster: $cluster, server: .connection.name, cid: .connection.cid, pending: .connection.pending_bytes, rtt: .connection.rtt}]'")
        .diagnose("See all gateway connections with their traffic.", "nats server report gateways")
        .diagnose("Look at the processors of both servers.", "nats server list --sort cpu")
        .fix("Place streams and consumers in the cluster of their clients.")
        .fix("Mirror a stream into the other cluster and let its readers use the mirror.")
        .fix("Narrow subscriptions such as > whose messages must all cross.")
        .fix("Enlarge the link, or relieve the server that reads too slowly.")
        .question(
            "What waits on an inbound connection?",
            "Interest, and replies that go back the way their requests came. Messages of publishers go out over outbound ones.")
        .limit("It is one look at a value that goes up and down; a burst that drains is seen too.")
        .limit(
            "GATEWAYZ gives the id of the other server. Its name is shown if it answered; the finding stands at the cluster,"
                + " so that it stays the same while the server comes and goes.")
        .limit(
            "A connection that was made anew has another number, and its finding is another one.")
        .related("OPT_SYS_005", "The same for routes.")
        .related("CONN_002", "The same for clients.")
        .related("SERVER_018", "Gateways with a long round trip time.")
        .build();
  }
}
