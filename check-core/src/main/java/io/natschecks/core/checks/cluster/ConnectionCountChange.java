// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cluster;

import io.natschecks.api.Category;
import io.natschecks.api.Change;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;

/**
 * Finds servers on which the number of clients changed by much since the snapshot before.
 *
 * @since 0.1
 */
public final class ConnectionCountChange implements Check {

  static final Parameter<Long> MAX_DELTA =
      Parameter.count("max_delta", "connections")
          .describedAs("Change of the number of open client connections that is still accepted")
          .firesAbove()
          .defaultValue(500L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CLUSTER_006", "Connection Count Change")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.ERRORS)
          .entity(EntityType.SERVER)
          .parameters(MAX_DELTA)
          .requires(Section.VARZ)
          .needsPrevious()
          .causedBy("SERVER_008", EntityType.CLUSTER)
          .causedBy("SERVER_001", EntityType.CLUSTER)
          .remediation(
              "After a drop look for a network event, a lame duck or a change of the load balancer;"
                  + " after a rise for the same on a neighbour, a deployment, or a connect loop.")
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
    long limit = context.value(MAX_DELTA);
    return context
        .changes(Section.VARZ, Server::statistics)
        .judge((change, verdict) -> judge(change, limit, verdict));
  }

  private static void judge(Change<ServerStatistics> change, long limit, Verdict<?> verdict) {
    long before = change.before().connections();
    long now = change.now().connections();
    if (Math.abs(now - before) > limit) {
      verdict
          .finding()
          .observed("connection_change", now - before, "connections")
          .limit("max_delta", limit, "connections")
          .with("previous_connections", before, "connections")
          .with("connections", now, "connections")
          .with(
              "connections_accepted",
              change.rise(ServerStatistics::totalConnections),
              "connections")
          .with("interval", change.interval())
          .message(
              "client connections went from %s to %s in %s (%+,d, reported beyond %s either way)",
              Display.count(before),
              Display.count(now),
              Display.duration(change.interval()),
              now - before,
              Display.count(limit));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Hundreds of clients do not come or go at once without a reason. A drop means that they \
            lost the server; a rise often means that they lost another one, and that this server \
            now has to answer a crowd of handshakes and subscriptions.""")
        .cause("A neighbour was stopped, restarted or put into lame duck mode.")
        .cause("A network event between clients and this server, or a change of the load balancer.")
        .cause("Credentials that expired, or a reload that cut clients off.")
        .cause("A deployment, or a client in a loop that opens connections without closing them.")
        .diagnose("See how clients lie on the servers now.", "nats server list --sort conns")
        .diagnose(
            "Count the reasons of the connections that were closed lately.",
            "curl -s 'http://HOST:8222/connz?state=closed&sort=stop&limit=1000' | jq '[.connections[].reason] | group_by(.) | map({reason: .[0], count: length})'")
        .diagnose(
            "See which accounts have the clients.",
            "curl -s 'http://HOST:8222/accstatz' | jq '[.account_statz[] | {acc, conns}] | sort_by(-.conns) | .[:10]'")
        .diagnose("Look at the same time in the log of this server and of its neighbours.")
        .fix("Find and mend what cut the clients off; they come back by themselves.")
        .fix(
            "Let clients wait a random time before they reconnect, so that they do not all come at once.")
        .fix("Clients in a loop: have them closed, and repair them to keep one connection.")
        .question(
            "Many clients come and go, and nothing is reported. Why?",
            "The number of open connections is compared. If as many come as go, it stays the same; connections_accepted in"
                + " the evidence and CONN_003 show such churn.")
        .question(
            "Is a restart reported?",
            "No. A restarted server begins anew and is compared from the next snapshot on; see SERVER_008. Its neighbours,"
                + " which take its clients, are reported.")
        .limit(
            "The bound is absolute: the longer the time between two snapshots, the more easily it is met.")
        .limit("Leaf nodes are not counted.")
        .related("CONN_003", "Why single connections were closed.")
        .related("SERVER_008", "A server that was restarted.")
        .related("SERVER_011", "The number of connections against the server's limit.")
        .build();
  }
}
