// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.idle;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Observed;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.core.checks.shared.Followed;
import io.natschecks.core.checks.shared.Samples;

/**
 * Finds servers that had next to nothing to do in the whole window.
 *
 * @since 0.1
 */
public final class UnderutilizedServer implements Check {

  static final Parameter<Double> MAX_CPU_PERCENT =
      Parameter.number("max_cpu_percent", "percent of one core, averaged over the cores")
          .describedAs("Highest processor use of the window below which a server is idle")
          .firesBelow()
          .between(0, 100)
          .defaultValue(5.0);

  static final Parameter<Long> MAX_CONNECTIONS =
      Parameter.count("max_connections", "connections")
          .describedAs("Most client connections of the window below which a server is idle")
          .firesBelow()
          .between(1, Integer.MAX_VALUE)
          .defaultValue(10L);

  static final Parameter<Long> MIN_SAMPLES =
      Parameter.count("min_samples", "samples")
          .describedAs("Fewest snapshots of the window in which the server answered")
          .between(1, Integer.MAX_VALUE)
          .defaultValue(5L);

  private static final double PARTS_OF_A_PERCENT = 1_000;

  /** In thousandths of a percent of one core, averaged over the cores. */
  private static final Track<Server> CPU =
      Track.of(Tracked.SERVERS, "server.cpu_per_core", UnderutilizedServer::cpu);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_IDLE_001", "Underutilized Server")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.HEALTH)
          .entity(EntityType.SERVER)
          .parameters(MAX_CPU_PERCENT, MAX_CONNECTIONS, MIN_SAMPLES)
          .requires(Section.VARZ)
          .followsForWholeWindow(CPU, Followed.CONNECTIONS)
          .remediation(
              "See whether clients know the server at all. If it is idle on purpose leave it, else use"
                  + " a smaller machine.")
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
    return context
        .servers(Section.VARZ, Server::statistics)
        .judge((server, verdict) -> judge(context, server, verdict));
  }

  private static void judge(
      CheckContext context, Observed<ServerStatistics> server, Verdict<?> verdict) {
    if (!isUsable(server.value())) {
      verdict.notEvaluable("it does not say how many cores it has, or how busy they are");
      return;
    }
    Series cpu = context.series(CPU, server.server());
    Series connections = context.series(Followed.CONNECTIONS, server.server());
    double cpuLimit = context.value(MAX_CPU_PERCENT);
    long connectionLimit = context.value(MAX_CONNECTIONS);
    double mostCpu = cpu.max() / PARTS_OF_A_PERCENT;
    if (mostCpu >= cpuLimit || connections.max() >= connectionLimit) {
      return;
    }
    if (!Samples.areEnough(cpu, context.value(MIN_SAMPLES), verdict)) {
      return;
    }
    verdict
        .finding()
        .observed("max_cpu_percent", mostCpu, "percent per core")
        .limit("max_cpu_percent_limit", cpuLimit, "percent per core")
        .with("max_connections", connections.max(), "connections")
        .with("max_connections_limit", connectionLimit, "connections")
        .with("samples", cpu.count(), "samples")
        .with("window", context.seen().length())
        .with("leaf_nodes", server.value().leafNodes(), "leaf nodes")
        .message(
            "never more than %s of each core and %s in %s (reported below %s and %s)",
            Display.percent(mostCpu),
            Display.count(connections.max(), "connection"),
            Display.duration(cpu.span()),
            Display.number(cpuLimit),
            Display.count(connectionLimit));
  }

  private static long cpu(Server server) {
    ServerStatistics statistics = server.statistics();
    return statistics != null && isUsable(statistics)
        ? Math.round(statistics.cpu() / statistics.cores() * PARTS_OF_A_PERCENT)
        : Track.HOLE;
  }

  private static boolean isUsable(ServerStatistics statistics) {
    return statistics.cores() > 0 && statistics.cpu() >= 0 && Double.isFinite(statistics.cpu());
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A machine without work costs as much as one with work. It can also mean that clients do \
            not know of the server, so that the others carry the load alone and a failure of one \
            of them hits harder than it should.""")
        .cause("Clients have a list of addresses in which the server is missing.")
        .cause("A load balancer or a DNS name does not lead to it.")
        .cause(
            "It is a spare for failures, a member of a JetStream quorum, or a node for gateways.")
        .cause("It was added for a load that has gone.")
        .diagnose("Compare the servers.", "nats server list --sort conns")
        .diagnose("See whether streams and consumers live on it.", "nats server report jetstream")
        .diagnose(
            "See the load of one server.",
            "curl -s 'http://HOST:8222/varz' | jq '{cpu, cores, connections, leafnodes, in_msgs, out_msgs}'")
        .diagnose(
            "See which addresses servers tell clients.",
            "curl -s 'http://HOST:8222/varz' | jq '{server_name, connect_urls}'")
        .fix("Add the server to the address lists, DNS names or load balancers of the clients.")
        .fix("Move some clients or stream leaders to it if the others are busy.")
        .fix(
            "Use a smaller machine rather than fewer of them, and keep the number of JetStream servers odd.")
        .fix(
            "Before it is removed, move each of its replicas to another server: nats stream cluster peer-remove STREAM SERVER.")
        .question(
            "Does CPU between two snapshots count?",
            "Only what the server said at the moment of each snapshot. A short peak between two of them is not seen.")
        .limit(
            "Leaf nodes, routes and gateways are no client connections. A server that only connects others is found if"
                + " that costs it little; turn the check off for it.")
        .limit(
            "A restarted server has another id and starts anew: it is judged again after min_samples snapshots.")
        .related("SERVER_003", "Servers with too much to do.")
        .related("OPT_BALANCE_002", "Connections that lie unevenly on the servers of a cluster.")
        .build();
  }
}
