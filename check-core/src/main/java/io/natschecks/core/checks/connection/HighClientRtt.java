// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.connection;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.RoundTrip;
import java.time.Duration;
import java.time.Instant;

/**
 * Finds open client connections with a long round trip time.
 *
 * @since 0.1
 */
public final class HighClientRtt implements Check {

  static final Parameter<Double> RTT_MS =
      Parameter.number("rtt_ms", "milliseconds")
          .describedAs("Round trip time above which a client connection is reported")
          .firesAbove()
          .defaultValue(100.0);

  /** A server pings a client two seconds after it has connected, and then knows the round trip. */
  private static final Duration FIRST_MEASURED = Duration.ofSeconds(5);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CONN_001", "High Client RTT")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.PERFORMANCE)
          .entity(EntityType.CONNECTION)
          .parameters(RTT_MS)
          .requires(Section.CONNZ)
          .remediation(
              "Let clients connect to a server in their own region, or put a leaf node near them; if"
                  + " only one client of a host is slow, it is busy and answers pings late.")
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
    double limit = context.value(RTT_MS);
    return ClientConnections.open(context)
        .judge((connection, verdict) -> judge(connection, limit, verdict));
  }

  private static void judge(Connection connection, double limit, Verdict<?> verdict) {
    Duration rtt = connection.rtt();
    if (rtt == null || !RoundTrip.isMeasured(rtt)) {
      verdict.notEvaluable("its round trip time is not measured yet");
    } else if (!RoundTrip.isAbove(rtt, limit)) {
      return;
    } else if (isNew(connection)) {
      verdict.notEvaluable("it is so new that the time holds its login");
    } else {
      ClientConnections.describe(RoundTrip.describe(verdict.finding(), rtt, limit), connection)
          .message("round trip time %s", RoundTrip.text(rtt, limit));
    }
  }

  /** Until the first answer to a ping the time is that from accepting the client to its login. */
  private static boolean isNew(Connection connection) {
    Instant start = connection.start();
    return start != null && connection.observedAt().isBefore(start.plus(FIRST_MEASURED));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Every request of the client, and every acknowledgement, waits for this time. Publishing \
            one message after another with acknowledgement gets no faster than one for each round \
            trip, and timeouts made for a near server are met.""")
        .cause(
            "The client connects to a server in another region, often because its list of servers holds all of them.")
        .cause("A slow or lossy path: VPN, proxy, mobile network.")
        .cause("A client that is busy or paused and answers pings late.")
        .diagnose(
            "List the slowest connections of a server.",
            "curl -s 'http://HOST:8222/connz?auth=1&sort=rtt&limit=20' | jq '.connections[] | {cid, account, name, ip, rtt}'")
        .diagnose(
            "See the slowest of an account on every server.",
            "nats server request connections --sort rtt --limit 20 --filter-account ACCOUNT | jq -c '{server: .server.name, slowest: [.data.connections[] | {cid, name, rtt}]}'")
        .diagnose("Measure from the client's own place.", "nats --context ACCOUNT rtt")
        .fix("Give clients the servers of their own region, or put a leaf node near them.")
        .fix(
            "If all clients of a host are slow it is the path; if one is, look at its garbage collection and its callbacks.")
        .fix("Where distance cannot be avoided, publish asynchronously and make timeouts longer.")
        .fix("Raise rtt_ms where clients are far away on purpose.")
        .question(
            "Is the time up to date?",
            "Servers measure it with their pings, two seconds after the client has connected and then every two minutes"
                + " by default. Before that the value is the time that the login took, with TLS, and is not judged.")
        .limit("A connection that has not been measured yet is listed as not looked at.")
        .limit(
            "A connection above the bound is judged from its fifth second on; younger ones are listed as not looked at.")
        .related("CONN_002", "Clients that take their messages too slowly.")
        .related("LEAF_002", "Round trip times of leaf node links.")
        .related("SERVER_004", "Clients that were cut off for being slow.")
        .build();
  }
}
