// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.connection;

import io.natschecks.api.Category;
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
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Seconds;
import java.time.Duration;
import java.time.Instant;

/**
 * Finds open client connections that have never carried a message.
 *
 * @since 0.1
 */
public final class IdleClientConnections implements Check {

  static final Parameter<Double> IDLE_MINUTES =
      Parameter.number("idle_minutes", "minutes")
          .describedAs("How long a connection without any message may be idle")
          .firesAbove()
          .defaultValue(5.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_IDLE_007", "Idle Client Connections")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.CONSISTENCY)
          .entity(EntityType.CONNECTION)
          .parameters(IDLE_MINUTES)
          .requires(Section.CONNZ)
          .remediation(
              "Find the program by the name and address of the connection: one without subscriptions is"
                  + " mostly a leak or a pool that is too large.")
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
    double limit = context.value(IDLE_MINUTES);
    return ClientConnections.open(context)
        .judge((connection, verdict) -> judge(connection, limit, verdict));
  }

  private static void judge(Connection connection, double limit, Verdict<?> verdict) {
    if (connection.inMessages() > 0 || connection.outMessages() > 0) {
      return;
    }
    Instant active = connection.lastActivity();
    if (active == null) {
      verdict.notEvaluable("its server does not say when it was last active");
      return;
    }
    Duration idle = Duration.between(active, connection.observedAt());
    double seconds = Seconds.of(idle);
    if (seconds > limit * 60) {
      ClientConnections.describe(
              verdict
                  .finding()
                  .observed("idle_seconds", seconds, "seconds")
                  .limit("idle_minutes", limit, "minutes"),
              connection)
          .with("user", connection.user())
          .with("subscriptions", connection.subscriptions(), "subscriptions")
          .with("connected_since", connection.start())
          .message(
              "idle for %s without a message in either direction, %s (reported above %s minutes)",
              Display.duration(idle),
              Display.count(connection.subscriptions(), "subscription"),
              Display.number(limit));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Each connection holds a slot of the limits of its account and server, a socket and \
            memory, and is pinged for ever. A few are harmless; many are a leak that ends at a limit, \
            where clients that have work to do are turned away.""")
        .cause("A pool that opens more connections than are ever used.")
        .cause("A connection for each request or thread that is not closed.")
        .cause("A stand-by, or a subscriber that waits for rare events.")
        .cause("A health probe that logs in and stays.")
        .diagnose(
            "Group them by program.",
            "curl -s 'http://HOST:8222/connz?auth=1&limit=1024' | jq -c '[.connections[] | select(.in_msgs == 0 and .out_msgs == 0) | {account, name, ip, subscriptions}] | group_by(.) | map({client: .[0], connections: length}) | sort_by(-.connections) | .[]'")
        .diagnose(
            "Look at the one that is named here.",
            "curl -s 'http://HOST:8222/connz?cid=CID&auth=1' | jq '.connections[] | {name, lang, version, ip, start, last_activity, subscriptions}'")
        .diagnose(
            "See the longest idle ones of every server.",
            "nats server request connections --sort idle --limit 20 | jq -c '{server: .server.name, idle: [.data.connections[] | select(.in_msgs == 0 and .out_msgs == 0) | {cid, name, idle}]}'")
        .fix("Close connections when they are done with, and use one for the whole process.")
        .fix("Make pools smaller, or let them open connections when they are needed.")
        .fix("Set a name in the options of every client, so that its owner can be found.")
        .fix("Raise idle_minutes, or turn the check off, where clients wait on purpose.")
        .question(
            "Is a subscriber that waits a fault?",
            "No. It has subscriptions, which the finding tells; a connection without any waits for nothing.")
        .question(
            "What ends the idle time?",
            "Messages in either direction, and subscribing and unsubscribing. Pings do not.")
        .limit(
            "Only connections that have never carried a message are found, whatever came later: one message in a year is enough to pass.")
        .limit(
            "The time counts from the last activity, not from the login: a client that has just subscribed is not idle yet.")
        .limit("Clients of the system account are judged like all others.")
        .related("OPT_IDLE_006", "Users of whom no connection is open at all.")
        .related("SERVER_011", "Very many connections of a server.")
        .related("USER_002", "Very many connections of one user.")
        .build();
  }
}
