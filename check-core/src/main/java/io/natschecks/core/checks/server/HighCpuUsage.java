// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

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
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;

/**
 * Finds servers that use nearly all of their processors.
 *
 * @since 0.1
 */
public final class HighCpuUsage implements Check {

  static final Parameter<Double> CPU_PERCENT =
      Parameter.number("cpu_percent", "percent per core")
          .describedAs("Processor use, averaged over the cores, from which a server is reported")
          .firesFrom()
          .defaultValue(90.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_003", "High CPU Usage")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.PERFORMANCE)
          .entity(EntityType.SERVER)
          .parameters(CPU_PERCENT)
          .requires(Section.VARZ)
          .remediation(
              "Take a CPU profile of the server to see what it works on; then spread connections and"
                  + " stream leaders over more servers, or narrow wide subscriptions.")
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
    double limit = context.value(CPU_PERCENT);
    return context
        .servers(Section.VARZ, Server::statistics)
        .judge((server, verdict) -> judge(server.value(), limit, verdict));
  }

  private static void judge(ServerStatistics server, double limit, Verdict<?> verdict) {
    if (server.cores() <= 0) {
      verdict.notEvaluable("it does not say how many cores it has");
      return;
    }
    double perCore = server.cpu() / server.cores();
    if (perCore >= limit) {
      verdict
          .finding()
          .observed("cpu_per_core", perCore, "percent per core")
          .limit("cpu_percent", limit, "percent per core")
          .with("cpu", server.cpu(), "percent")
          .with("cores", server.cores(), "cores")
          .with("gomaxprocs", server.gomaxprocs(), "cores")
          .message(
              "CPU at %s of each of %s (reported from %s)",
              Display.percent(perCore),
              Display.count(server.cores(), "core"),
              Display.number(limit));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A server without spare CPU answers pings and elections late. Clients see latency first, \
            then slow consumers, stale routes and leaders of streams that change for no reason.""")
        .cause("High message rates with wide fan-out: every subscriber costs a copy.")
        .cause("Many wildcard subscriptions that come and go, so that matches cannot be cached.")
        .cause("TLS handshakes of clients that connect for every request.")
        .cause("Most stream and consumer leaders on one server.")
        .cause("Something else on the same machine, or a container with too few CPUs.")
        .diagnose(
            "See the load of the process and what it may use.",
            "curl -s 'http://HOST:8222/varz' | jq '{cpu, cores, gomaxprocs, connections, in_msgs, out_msgs, subscriptions}'")
        .diagnose("Compare the servers.", "nats server list --sort cpu")
        .diagnose("See where stream and consumer leaders are.", "nats server report jetstream")
        .diagnose(
            "Take a profile for a few seconds, from a server with prof_port set, and read it.",
            "curl -s -o cpu.prof 'http://HOST:PROF_PORT/debug/pprof/profile?seconds=10' && go tool pprof -top cpu.prof")
        .fix(
            "Move clients: give them the addresses of all servers, and close some connections here.")
        .fix("Move leaders: nats stream cluster step-down STREAM.")
        .fix("Replace wide wildcard subscriptions by what is needed.")
        .fix("Let clients keep their connections instead of making one for each request.")
        .fix("Add CPUs or servers if the load is as it should be.")
        .question(
            "Is it an average over time?",
            "No. The server measures itself about once a second, and one snapshot shows one such value. A short peak"
                + " at that moment is reported; see whether the finding lasts.")
        .question(
            "Can the value be above 100 percent?",
            "The server's own number counts all cores, so 400 on four cores is all there is. It is divided by the cores"
                + " here.")
        .limit(
            "Cores are those of the machine. In a container that may use fewer, the value stays below the threshold although nothing is left: compare cpu with gomaxprocs, which stands in the evidence.")
        .limit("Only the server's own process is seen, not what else the machine does.")
        .related("SERVER_004", "What clients feel when the server is too slow.")
        .related("SERVER_010", "Routes that answer late because a server is busy.")
        .build();
  }
}
