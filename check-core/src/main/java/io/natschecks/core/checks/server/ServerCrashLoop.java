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
import io.natschecks.api.Observed;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.util.Collection;

/**
 * Finds servers that were started several times within an hour.
 *
 * @since 0.1
 */
public final class ServerCrashLoop implements Check {

  static final Parameter<Long> MAX_RESTARTS =
      Parameter.count("max_restarts", "distinct start times")
          .describedAs(
              "Most start times of a server within an hour that are accepted; two are one restart")
          .firesAbove()
          .between(1, Long.MAX_VALUE)
          .defaultValue(2L);

  static final Track<Server> STARTS =
      Track.ofIdentity(
          Tracked.of("server name", ServerCrashLoop::distinct, Server::name),
          "server.start",
          StartTimes::read);

  private static final Duration HOUR = Duration.ofHours(1);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_009", "Server Crash Loop")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.SERVER)
          .parameters(MAX_RESTARTS)
          .requires(Section.VARZ)
          .follows(STARTS)
          .remediation(
              "Stop the automatic restart and read the log of the first start that failed; in a"
                  + " cluster keep the server down until the cause is mended.")
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
      CheckContext context, Observed<ServerStatistics> observed, Verdict<?> verdict) {
    Server server = observed.server();
    StartTimes starts = StartTimes.since(context.now().minus(HOUR), context.series(STARTS, server));
    long allowed = context.value(MAX_RESTARTS);
    if (isShared(server, context.current()) || starts.takeTurns()) {
      verdict.notEvaluable("several servers have its name, so that restarts cannot be counted");
    } else if (starts.count() > allowed) {
      verdict
          .finding()
          .observed("restart_count", starts.count(), "distinct start times")
          .limit("max_restarts", allowed, "distinct start times")
          .with("restarts", starts.count() - 1L, "restarts")
          .with("start_times", starts.texts())
          .with("window", HOUR)
          .with("server_id", server.id())
          .message(
              "%s seen within %s (reported above %s), that is %s",
              Display.count(starts.count(), "start time"),
              Display.duration(HOUR),
              Display.count(allowed),
              Display.count(starts.count() - 1L, "restart"));
    } else if (!starts.reachBack()) {
      verdict.skip(
          SkipReason.HISTORY_TOO_SHORT,
          "it has been followed for less than " + Display.duration(HOUR));
    }
  }

  /** Samples of servers that share a name would look like restarts. */
  private static Collection<Server> distinct(Snapshot snapshot) {
    return snapshot.servers().stream().filter(server -> !isShared(server, snapshot)).toList();
  }

  private static boolean isShared(Server server, Snapshot snapshot) {
    return snapshot.serversNamed(server.name()).size() > 1;
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A server that starts and ends again and again serves nobody for long. Each time it takes \
            part in elections, fetches what its replicas miss and takes clients on, only to drop all \
            of it: it disturbs the servers that are well.""")
        .cause("Killed for its memory while it recovers: it needs more to start than to run.")
        .cause("A liveness probe that ends the process before a large store is recovered.")
        .cause("A damaged JetStream store, or a full or failing disk.")
        .cause("A configuration that was pushed by automation and fails some time after the start.")
        .diagnose(
            "See how long it has been up.",
            "curl -s 'http://HOST:8222/varz' | jq '{server_name, server_id, start, uptime, mem}'")
        .diagnose(
            "In Kubernetes: restarts with their reason, and the log of the one before.",
            "kubectl describe pod POD && kubectl logs POD --previous --tail=200")
        .diagnose(
            "With systemd: every start and end of the last hours.",
            "journalctl -u nats-server --since '3 hours ago' | grep -E 'Starting nats-server|panic|fatal|Killed|Main process exited'")
        .fix("Stop the loop first: scale to zero, mask the unit, or take the probe away.")
        .fix("Then mend what the first failing log shows; later ones often hide it.")
        .fix(
            "In a cluster with enough other replicas: keep it down, and let it start with an empty store if its files are damaged.")
        .question(
            "Why does max_restarts of 2 fire on the second restart?",
            "The parameter counts start times, not restarts: three start times are two restarts.")
        .question(
            "Are upgrades counted?",
            "Yes. Unlike SERVER_008 this check does not ask why a server was started.")
        .limit(
            "Only starts that a snapshot has seen are counted. A loop that is faster than the interval between snapshots shows fewer.")
        .limit(
            "It can fire at any time, but passes a server only after following it for an hour. After the start of the monitoring application all servers are listed as not looked at for so long.")
        .limit("A server that is down in this snapshot is not reported, whatever its past.")
        .limit(
            "Servers are followed by name. Leaf nodes that share a name are listed as not looked at; one without a configured name has a new name after each start.")
        .related("SERVER_008", "One restart.")
        .related("META_003", "Elections of the meta group, as such a server can cause them.")
        .build();
  }
}
