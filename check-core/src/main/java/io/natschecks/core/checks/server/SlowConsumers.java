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
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.core.checks.shared.NewlyClosed;

/**
 * Finds servers that have counted slow consumers since the snapshot before: connections that do not
 * take their messages.
 *
 * @since 0.1
 */
public final class SlowConsumers implements Check {

  private static final String UNIT = "slow consumers";

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_004", "Slow Consumers")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.PERFORMANCE)
          .entity(EntityType.SERVER)
          .requires(Section.VARZ)
          .uses(Section.CONNZ_CLOSED)
          .needsPrevious()
          .remediation(
              "Find the clients that were cut among the closed connections of the server, and make"
                  + " them take their messages faster or in parallel.")
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
    NewlyClosed closed = NewlyClosed.in(context);
    return context
        .changes(Section.VARZ, Server::statistics)
        .judge((change, verdict) -> judge(context, change, closed, verdict));
  }

  private static void judge(
      CheckContext context,
      Change<ServerStatistics> change,
      NewlyClosed closed,
      Verdict<?> verdict) {
    CounterRise rise = CounterRise.of(change, ServerStatistics::slowConsumers);
    if (rise == null || rise.amount() == 0) {
      return;
    }
    FindingBuilder finding =
        rise.describe(verdict.finding(), "slow_consumers", UNIT)
            .with(
                "closed_connections", closed.on(change.server()).labels(context, "Slow Consumer"));
    CounterRise.describeKinds(finding, change, ServerStatistics::slowConsumersByKind, UNIT)
        .message(
            "%s %s (%s since the start)",
            Display.count(rise.amount(), "slow consumer"), rise.span(), Display.count(rise.now()));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The server gives up a connection that does not take its messages: too many bytes wait \
            for it, or one write takes too long. All messages that waited are gone for plain \
            subscribers; JetStream delivers them again. A route, gateway or leaf node that is cut \
            interrupts everybody behind it.""")
        .cause("A subscriber that does its work in the callback and falls behind its subject.")
        .cause("One client with a wide wildcard subscription that gets far more than it needs.")
        .cause("A client whose host is out of CPU, paused, or behind a thin or lossy network.")
        .cause("Routes, gateways or leaf nodes: a network between servers that is full or slow.")
        .cause("A monitoring client that asks for replies above max_pending (64 MiB).")
        .diagnose(
            "See how the counter is split (from 2.10 on).",
            "curl -s 'http://HOST:8222/varz' | jq '{slow_consumers, slow_consumer_stats, max_pending, write_deadline}'")
        .diagnose(
            "Name the clients that were cut.",
            "curl -s 'http://HOST:8222/connz?state=closed&sort=stop&auth=1&limit=100' | jq '.connections[] | select(.reason | startswith(\"Slow Consumer\")) | {stop, reason, account, authorized_user, name, cid, ip}'")
        .diagnose(
            "See who is about to be next: open connections with the most bytes waiting.",
            "curl -s 'http://HOST:8222/connz?sort=pending&limit=10' | jq '.connections[] | {cid, name, pending_bytes}'")
        .diagnose("Compare the servers.", "nats server list --sort slow")
        .fix("Take messages off the connection at once and work on them in other threads.")
        .fix(
            "Share the subject among several instances with a queue group, or use a pull consumer.")
        .fix("Narrow wildcard subscriptions to what the client needs.")
        .fix(
            "Raise max_pending or write_deadline only to survive short bursts: the bytes wait in the server's memory.")
        .question(
            "Does a finding mean that messages were lost?",
            "Those that waited for the connection were. Plain subscribers miss them; what JetStream had not seen"
                + " acknowledged is delivered again.")
        .question(
            "Why is nothing reported although the counter is high?",
            "Only its rise since the previous snapshot counts. The counter starts again with the process.")
        .limit(
            "A server that was started between the two snapshots is listed as not looked at in that interval.")
        .limit(
            "Servers remember a bounded number of closed connections, so the evidence may name fewer clients than were cut. Routes and gateways are never among them.")
        .limit(
            "It counts events, not connections. A client that is cut with too many bytes waiting is often counted again for the write that was under way, and a route can be counted at every write that is late.")
        .related("ACCOUNTS_002", "The same per account.")
        .related("CONN_002", "Connections with many bytes waiting, before they are cut.")
        .related("SERVER_012", "Connections cut because they stopped answering pings.")
        .related("SERVER_013", "Producers made to wait for a slow receiver.")
        .build();
  }
}
