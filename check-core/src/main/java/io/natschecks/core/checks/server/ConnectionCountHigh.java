// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

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
import io.natschecks.api.history.Series;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerConfig;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.core.checks.shared.Followed;
import io.natschecks.core.checks.shared.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Finds servers whose client connections near max_connections.
 *
 * @since 0.1
 */
public final class ConnectionCountHigh implements Check {

  static final Parameter<Double> WARN_PERCENT =
      Parameter.number("warn_percent", "percent")
          .describedAs("Share of max_connections in use from which a server is reported")
          .firesFrom()
          .between(0, 100)
          .defaultValue(80.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_011", "Connection Count High")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.SERVER)
          .parameters(WARN_PERCENT)
          .requires(Section.VARZ)
          .alsoFollows(Followed.CONNECTIONS)
          .remediation(
              "Find out who holds the connections and mend leaks before raising max_connections;"
                  + " give clients the addresses of all servers.")
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
    double threshold = context.value(WARN_PERCENT);
    return context
        .servers(Section.VARZ, ConnectionCountHigh::usageOf)
        .judge(
            (server, verdict) ->
                judge(
                    server.value(),
                    threshold,
                    context.series(Followed.CONNECTIONS, server.server()),
                    verdict));
  }

  private static void judge(Usage usage, double threshold, Series series, Verdict<?> verdict) {
    if (usage.isFrom(threshold)) {
      usage
          .describe(verdict.finding(), "connections", "max_connections", series)
          .message("%s", usage.text(threshold));
    } else {
      usage.forecast(verdict, "connections", threshold).from(series);
    }
  }

  private static @Nullable Usage usageOf(Server server) {
    ServerStatistics statistics = server.statistics();
    ServerConfig config = server.config();
    return statistics == null || config == null
        ? null
        : new Usage(statistics.connections(), config.maxConnections(), "connections");
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            At max_connections the server turns every further client away. When another server of \
            the cluster goes, its clients come here all at once: without room they stay out.""")
        .cause("A client that opens connections and does not close them.")
        .cause("Clients that know only this server, or reconnected here when another restarted.")
        .cause("A server that was removed, so that fewer carry the same clients.")
        .diagnose(
            "See the numbers; 65536 is the default.",
            "curl -s 'http://HOST:8222/varz' | jq '{connections, max_connections, total_connections}'")
        .diagnose("Compare the servers.", "nats server list --sort conns")
        .diagnose(
            "Count connections by account.",
            "nats req '$SYS.REQ.ACCOUNT.PING.STATZ' '' --replies 0 --timeout 2s")
        .diagnose(
            "Count them by account, client name and address.",
            "curl -s 'http://HOST:8222/connz?auth=1&limit=1024' | jq -r '.connections[] | [.account, .name, .ip] | join(\" \")' | sort | uniq -c | sort -rn | head")
        .fix("Mend clients that leak connections; one connection for each process is enough.")
        .fix("Give clients the addresses of all servers, and let some reconnect.")
        .fix(
            "Raise max_connections and reload. Raise the limit of open files of the process with it, and check the memory.")
        .question(
            "Which connections count?",
            "Clients, those over WebSocket and MQTT included. Leaf nodes, routes and gateways do not count.")
        .question(
            "How does it differ from ACCOUNTS_001?",
            "ACCOUNTS_001 compares one account on all servers with that account's limit.")
        .limit(
            "A max_connections of -1 passes as unlimited. From 2.12.5 on a server with -1 or 0 in its configuration refuses all clients instead, which clients notice at once and this check does not.")
        .limit("The operating system's limit of open files can be lower, and is not seen.")
        .related("ACCOUNTS_001", "The limit of an account.")
        .related("OPT_BALANCE_006", "Clients of an account that crowd on one server.")
        .build();
  }
}
