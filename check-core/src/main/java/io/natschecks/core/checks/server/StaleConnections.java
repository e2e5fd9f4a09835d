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
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerConfig;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.core.checks.shared.NewlyClosed;

/**
 * Finds servers that have cut connections for not answering pings since the snapshot before.
 *
 * @since 0.1
 */
public final class StaleConnections implements Check {

  private static final String UNIT = "connections";

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_012", "Stale Connections")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.ERRORS)
          .entity(EntityType.SERVER)
          .requires(Section.VARZ)
          .uses(Section.CONNZ_CLOSED)
          .needsPrevious()
          .remediation(
              "Find the clients that were cut among the closed connections of the server, and see"
                  + " whether their host froze or something between drops idle connections.")
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
    CounterRise rise = CounterRise.of(change, ServerStatistics::staleConnections);
    if (rise == null) {
      verdict.skip(SkipReason.NOT_IN_RELEASE, "servers count stale connections from 2.12 on");
    } else if (rise.amount() > 0) {
      FindingBuilder finding =
          rise.describe(verdict.finding(), "stale_connections", UNIT)
              .with(
                  "closed_connections",
                  closed.on(change.server()).labels(context, "Stale Connection"));
      ServerConfig config = change.server().config();
      if (config != null) {
        finding
            .with("ping_interval", config.pingInterval())
            .with("ping_max", config.pingMax(), "pings");
      }
      CounterRise.describeKinds(finding, change, ServerStatistics::staleConnectionsByKind, UNIT)
          .message(
              "%s stopped answering pings %s (%s since the start)",
              Display.count(rise.amount(), "connection"), rise.span(), Display.count(rise.now()));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The server closed connections whose other end left its pings unanswered. Until then it \
            kept sending to nobody: messages to these clients were lost, requests to services on \
            them timed out, and queue groups gave them work.""")
        .cause("A host that lost power, froze, went to sleep or was taken off the network.")
        .cause(
            "A firewall, load balancer or NAT that forgets idle connections without telling the ends.")
        .cause("A client process that is stopped or starved of CPU and reads nothing.")
        .cause("Routes, gateways or leaf nodes: a fault of the network between servers.")
        .diagnose(
            "See how the counter is split, and how long a dead connection goes unnoticed.",
            "curl -s 'http://HOST:8222/varz' | jq '{stale_connections, stale_connection_stats, ping_interval, ping_max}'")
        .diagnose(
            "Name the clients that were cut, also before 2.12.",
            "curl -s 'http://HOST:8222/connz?state=closed&sort=stop&auth=1&limit=100' | jq '.connections[] | select(.reason == \"Stale Connection\") | {stop, account, authorized_user, name, ip, idle}'")
        .diagnose("Look in the server's log for \"Stale Client Connection\".")
        .fix(
            "Many clients of one network: shorten ping_interval below the idle timeout of what stands between.")
        .fix("Single clients: look at their host and at pauses of their process.")
        .fix("Routes or gateways in the split: repair the network between the servers first.")
        .fix("Let clients ping too, so that both ends notice, and reconnect by themselves.")
        .question(
            "Is it a number of open connections?",
            "No. It counts connections when they are closed, since the start of the server.")
        .limit("Servers before 2.12 do not count them and are listed as not looked at.")
        .limit(
            "A server that was started between the two snapshots is listed as not looked at in that interval.")
        .limit(
            "Laptops and phones that come and go leave stale connections every day; then the finding is true and harmless.")
        .related("SERVER_004", "Connections cut because they were too slow.")
        .related("SERVER_010", "Routes that answer slowly.")
        .related("CLUSTER_005", "Routes that are missing.")
        .build();
  }
}
