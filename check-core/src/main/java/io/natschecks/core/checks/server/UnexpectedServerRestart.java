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
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import java.util.List;

/**
 * Finds servers that were started again since the snapshot before, with the same release.
 *
 * @since 0.1
 */
public final class UnexpectedServerRestart implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_008", "Unexpected Server Restart")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.CHANGE)
          .entity(EntityType.SERVER)
          .requires(Section.VARZ)
          .needsPrevious()
          .causedBy("SERVER_009", EntityType.SERVER)
          .remediation(
              "Look in the supervisor's events and the kernel's log for a kill or a failed probe,"
                  + " and in the server's log for what stands before its new start.")
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
        .servers(Section.VARZ, Incarnation::of)
        .judge((server, verdict) -> judge(context, server.value(), verdict));
  }

  private static void judge(CheckContext context, Incarnation now, Verdict<?> verdict) {
    List<Incarnation> before = Incarnation.named(now.server().name(), context.previous());
    if (before.stream().anyMatch(each -> each.start().equals(now.start()))) {
      return;
    }
    List<Incarnation> gone =
        before.stream().filter(each -> each.isGoneFrom(context.current())).toList();
    if (gone.isEmpty()) {
      verdict.skip(
          SkipReason.NO_PREVIOUS_SNAPSHOT,
          "the snapshot before shows no server of this name in whose place it could be");
    } else if (!now.server().version().isKnown()) {
      verdict.notEvaluable("its release is not known, so that this may be an upgrade");
    } else {
      gone.stream()
          .filter(each -> each.server().version().equals(now.server().version()))
          .max(Incarnation.BY_START)
          .ifPresent(predecessor -> report(predecessor, now, verdict));
    }
  }

  private static void report(Incarnation before, Incarnation now, Verdict<?> verdict) {
    Server server = now.server();
    verdict
        .finding()
        .observed("start", now.start().toString())
        .limit("previous_start", before.start().toString())
        .with("server_id", server.id())
        .with("previous_server_id", before.server().id())
        .with("version", server.version().text())
        .with("cluster", server.clusterName())
        .message(
            "started again at %s with the same release %s (before: %s)",
            now.start(), Display.name(server.version().text()), before.start());
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A restart cuts all clients of the server, moves the leaders it had, and leaves its \
            replicas behind until they have caught up. If another server of the same Raft groups \
            goes before that, streams are without quorum.""")
        .cause("Killed for its memory, by the kernel or by the limit of its container.")
        .cause("A liveness probe that was too strict while the server recovered or was busy.")
        .cause("A panic or fatal error of the server.")
        .cause("A restart by hand or by automation, a drained node, a reboot of the machine.")
        .diagnose(
            "See when it started and with what configuration.",
            "curl -s 'http://HOST:8222/varz' | jq '{server_id, start, uptime, version, mem, config_load_time}'")
        .diagnose(
            "In Kubernetes: the reason of the last end, and what the server wrote before it.",
            "kubectl describe pod POD && kubectl logs POD --previous --tail=100")
        .diagnose(
            "With systemd: the same.",
            "journalctl -u nats-server --since '1 hour ago' && journalctl -k --since '1 hour ago' | grep -i oom")
        .diagnose(
            "See whether its replicas have caught up.",
            "curl -s 'http://HOST:8222/healthz?details=1'")
        .fix("Out of memory: give it more, and set GOMEMLIMIT below the limit of the container.")
        .fix(
            "Probes: use /healthz?js-server-only=true for liveness, with enough patience for recovery.")
        .fix("A panic: keep the log, look for the fault among known issues, and upgrade.")
        .fix("When it is well again, see whether leaders are spread over the servers.")
        .question(
            "Is an upgrade reported?",
            "No. If the release changed between the two snapshots the restart counts as planned.")
        .question(
            "Does it find planned restarts, too?",
            "Yes, unless the release changed: nothing tells why a server was stopped.")
        .limit(
            "Only the snapshot right before counts. A server that was missing from it is listed as not looked at when it comes back, so an outage longer than the interval hides the restart.")
        .limit(
            "Servers are followed by name. One without a configured name has a new name after a restart and cannot be followed.")
        .limit("Two restarts between two snapshots are seen as one.")
        .related("SERVER_009", "Several restarts within an hour.")
        .related("SERVER_002", "Releases that are mixed in a cluster.")
        .related("META_003", "Elections of the meta group, as a restart can cause them.")
        .build();
  }
}
