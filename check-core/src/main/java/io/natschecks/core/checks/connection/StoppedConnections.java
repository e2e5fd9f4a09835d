// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.connection;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Gap;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.core.checks.shared.NewlyClosed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds connections that were closed since the snapshot before, each once.
 *
 * @since 0.1
 */
public final class StoppedConnections implements Check {

  static final Parameter<List<String>> IGNORED_REASONS =
      Parameter.texts("ignored_reasons")
          .describedAs(
              "Reasons that are not reported, as servers write them, such as Client Closed")
          .defaultValue(List.of());

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CONN_003", "Connection Stopped")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.INFO)
          .category(Category.ERRORS)
          .entity(EntityType.CONNECTION)
          .parameters(IGNORED_REASONS)
          .requires(Section.CONNZ_CLOSED)
          .uses(Section.VARZ)
          .needsPrevious()
          .remediation(
              "Sort them by reason: slow consumers, failed authentication and stale connections each"
                  + " have their own cause, and Client Closed is ordinary.")
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
    Set<String> ignored = new HashSet<>(context.value(IGNORED_REASONS));
    NewlyClosed closed = NewlyClosed.in(context);
    return context
        .over(context.current().servers(), Entity::of, unlisted(context))
        .where(server -> isListed(context, server))
        .judge((server, verdict) -> judge(context, closed.on(server), ignored, verdict));
  }

  /** A list that was cut holds the newest, which are the ones that count. */
  private static List<Gap> unlisted(CheckContext context) {
    return context.missing(Section.CONNZ_CLOSED).stream()
        .filter(gap -> gap.reason() != SkipReason.TRUNCATED)
        .toList();
  }

  private static boolean isListed(CheckContext context, Server server) {
    Coverage.Status status =
        context.current().coverage().of(Section.CONNZ_CLOSED, server.id()).status();
    return status == Coverage.Status.GATHERED || status == Coverage.Status.TRUNCATED;
  }

  private static void judge(
      CheckContext context, NewlyClosed.OnServer closed, Set<String> ignored, Verdict<?> verdict) {
    for (Connection connection : closed.connections()) {
      String reason = connection.reason();
      if (reason != null && !reason.isBlank() && !ignored.contains(reason)) {
        report(context, connection, reason, verdict);
      }
    }
    if (closed.someAreLost()) {
      verdict.notEvaluable("more connections were closed since the snapshot before than it lists");
    }
  }

  private static void report(
      CheckContext context, Connection connection, String reason, Verdict<?> verdict) {
    Instant stop = connection.stop();
    Instant start = connection.start();
    ClientConnections.describe(
            verdict.finding(context.entityOf(connection)).observed("reason", reason), connection)
        .with("kind", connection.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .with("user", connection.user())
        .with("stop", stop)
        .with("life_time", start == null || stop == null ? null : Duration.between(start, stop))
        .message("closed: %s", Display.name(reason));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Servers remember why connections ended. Slow consumers, failed authentication and \
            connections that went stale show here first, with the client's name, before anybody \
            misses a message.""")
        .cause("Client Closed: the client went by itself, which is ordinary.")
        .cause("Slow Consumer: the client took its messages too slowly (CONN_002).")
        .cause(
            "Authentication Failure, Authentication Timeout, Authentication Expired: credentials that are wrong, late or old.")
        .cause(
            "Stale Connection, Read Error: the client or the path to it went away without a word.")
        .cause(
            "Maximum Account Connections Exceeded, Maximum Connections Exceeded: a limit was met.")
        .cause("Server Shutdown, Kicked: somebody did it.")
        .diagnose(
            "Count the reasons on a server.",
            "curl -s 'http://HOST:8222/connz?state=closed&sort=stop&auth=1&limit=1000' | jq '[.connections[].reason] | group_by(.) | map({(.[0]): length}) | add'")
        .diagnose(
            "List those of one client.",
            "curl -s 'http://HOST:8222/connz?state=closed&sort=stop&auth=1&limit=1000' | jq '.connections[] | select(.name == \"NAME\") | {cid, reason, start, stop}'")
        .diagnose(
            "Watch closings as they happen, none is lost.",
            "nats --context SYSTEM sub '$SYS.ACCOUNT.*.DISCONNECT'")
        .fix("Go by the reason; each has a cause of its own.")
        .fix(
            "Many equal reasons from one client name point to a bad rollout or to changed credentials.")
        .fix(
            "Where ordinary closings are too many, name their reasons in ignored_reasons, such as [\"Client Closed\"].")
        .question(
            "Is each closing reported once?",
            "Yes. A server lists its last closings again and again; only those after the snapshot before, by that server's"
                + " own clock, are reported.")
        .question(
            "Why is the first audit without findings?",
            "Without a snapshot before it is not known which closings are new. The check is skipped then.")
        .limit(
            "Only the newest 100 closings of a server are asked for, and a server keeps 10,000 at most (max_closed_clients). If more were closed between two snapshots, the server is listed as not looked at in full.")
        .limit("A restart empties the list.")
        .limit("The number of findings that are kept is bounded; their count is exact.")
        .related("CONN_002", "Clients that take their messages too slowly.")
        .related("SERVER_004", "How many clients were cut off for that.")
        .related("ACCOUNTS_001", "Accounts near their connection limit.")
        .build();
  }
}
