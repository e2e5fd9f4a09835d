// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.Category;
import io.natschecks.api.Change;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import java.util.Comparator;
import java.util.List;

/**
 * Finds servers that have made producers wait for slow receivers since the snapshot before.
 *
 * @since 0.1
 */
public final class StalledClients implements Check {

  private static final int MOST_NAMED = 5;

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_013", "Stalled Clients")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.PERFORMANCE)
          .entity(EntityType.SERVER)
          .requires(Section.VARZ)
          .uses(Section.CONNZ)
          .needsPrevious()
          .remediation(
              "Look for the connections with the most stalls and pending bytes; make these"
                  + " receivers faster, or share their subjects among several.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.12")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return context
        .changes(Section.VARZ, Server::statistics)
        .judge((change, verdict) -> judge(context, change, verdict));
  }

  private static void judge(
      CheckContext context, Change<ServerStatistics> change, Verdict<?> verdict) {
    CounterRise rise = CounterRise.of(change, ServerStatistics::stalledClients);
    if (rise == null) {
      verdict.skip(SkipReason.NOT_IN_RELEASE, "servers count stalled clients from 2.12 on");
    } else if (rise.amount() > 0) {
      rise.describe(verdict.finding(), "stalled_clients", "waits")
          .with("most_stalled_on", slowestReceivers(context, change.server()))
          .message(
              "producers were made to wait %s %s (%s since the start)",
              Display.count(rise.amount(), "time"), rise.span(), Display.count(rise.now()));
    }
  }

  /** The open connections for which producers had to wait most often. */
  private static List<String> slowestReceivers(CheckContext context, Server server) {
    return context.current().connectionsOf(server.id()).stream()
        .filter(connection -> connection.stalls() > 0)
        .sorted(Comparator.comparingLong(Connection::stalls).reversed())
        .limit(MOST_NAMED)
        .map(
            connection ->
                context.entityOf(connection).label()
                    + ": "
                    + Display.count(connection.stalls(), "stall")
                    + ", "
                    + Display.bytes(connection.pendingBytes())
                    + " pending")
        .toList();
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            When more than three quarters of max_pending wait for a receiver, the server holds up \
            the clients that publish to it, by 2 to 5 ms a time. All that these publishers do \
            becomes slower, also for receivers that keep pace. If the receiver does not recover it \
            is cut as a slow consumer.""")
        .cause("A subscriber that is slower than what is published to it.")
        .cause("A burst: a replay, a batch job, or a request that many services answer at once.")
        .cause("A receiver behind a slow network, such as a client on another continent.")
        .diagnose(
            "Name the slow receivers: those with many stalls and pending bytes.",
            "curl -s 'http://HOST:8222/connz?sort=pending&auth=1&limit=100' | jq '.connections[] | select(.stalls > 0) | {cid, account, name, stalls, pending_bytes}'")
        .diagnose(
            "Watch the counter for a minute.",
            "curl -s 'http://HOST:8222/varz' | jq '{stalled_clients, slow_consumers, max_pending}'")
        .fix("Make the receiver faster, or share its subject in a queue group.")
        .fix(
            "Publish more slowly, or through a stream from which the receiver pulls at its own pace.")
        .fix(
            "no_fast_producer_stall (2.11 on) ends the waiting, and with it this signal: messages for the slow receiver are dropped instead.")
        .question(
            "Is it a number of clients?",
            "No. It counts waits, so one busy second of one pair of clients can add hundreds.")
        .question(
            "How does it differ from SERVER_004?",
            "Stalls come first: nothing is lost yet. SERVER_004 tells that the receiver was given up.")
        .limit("Any rise is reported. On a loaded system that is often; disable the check there.")
        .limit("Servers before 2.12 do not count stalls and are listed as not looked at.")
        .limit(
            "Only producers on the receiver's own server are held up. Those on other servers reach it over routes, which are never stalled.")
        .limit(
            "A server that was started between the two snapshots is listed as not looked at in that interval.")
        .related("SERVER_004", "Receivers that were cut.")
        .related("CONN_002", "Connections with many bytes waiting.")
        .build();
  }
}
