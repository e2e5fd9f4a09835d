// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.change;

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
import io.natschecks.api.snapshot.Snapshot;
import java.util.List;
import java.util.function.Function;

/**
 * Finds servers that came back with another JetStream domain.
 *
 * @since 0.1
 */
public final class JetStreamDomainChange implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CHANGE_002", "JetStream Domain Changed")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.CHANGE)
          .entity(EntityType.SERVER)
          .requires(Section.VARZ)
          .needsPrevious()
          .remediation(
              "Put the old domain back and restart the server, or change all clients, mirrors and"
                  + " sources that name the domain.")
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
        .servers(Section.VARZ, Function.identity())
        .where(server -> server.value().jetStream())
        .judge((server, verdict) -> judge(context, server.value(), verdict));
  }

  private static void judge(CheckContext context, Server server, Verdict<?> verdict) {
    Snapshot previous = context.previous();
    List<Server> before = previous == null ? List.of() : previous.serversNamed(server.name());
    if (context.current().serversNamed(server.name()).size() > 1 || before.size() > 1) {
      verdict.notEvaluable("several servers have its name");
    } else if (previous == null
        || before.isEmpty()
        || !previous.coverage().of(Section.VARZ, before.get(0).id()).isGathered()) {
      verdict.skip(
          SkipReason.NO_PREVIOUS_SNAPSHOT,
          "the snapshot before says nothing of a server of its name");
    } else if (!before.get(0).jetStream()) {
      verdict.notEvaluable("it had no JetStream in the snapshot before");
    } else if (!domain(server).equals(domain(before.get(0)))) {
      report(before.get(0), server, verdict);
    }
  }

  private static void report(Server before, Server now, Verdict<?> verdict) {
    verdict
        .finding()
        .observed("domain", domain(now))
        .limit("previous_domain", domain(before))
        .with("restarted", !now.id().equals(before.id()))
        .message(
            "JetStream domain changed from %s to %s",
            Display.name(domain(before)), Display.name(domain(now)));
  }

  private static String domain(Server server) {
    String domain = server.domain();
    return domain == null || domain.isEmpty() ? "(empty)" : domain;
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Clients, mirrors and sources that name the domain send to $JS.DOMAIN.API, where \
            nobody answers any more: requests find no responders, and mirrors and sources stand \
            still without an error.""")
        .cause(
            "The configuration was changed, perhaps weeks ago: the value counts from the next restart on.")
        .cause("A template that fills in another domain, or none.")
        .cause("A server that was started with the configuration of another site.")
        .diagnose(
            "See the domain of every server.",
            "nats req '$SYS.REQ.SERVER.PING.JSZ' '' --raw --replies 0 --timeout 2s | jq -r '[.server.name, .data.config.domain] | @tsv'")
        .diagnose(
            "Ask the server itself.",
            "curl -s 'http://HOST:8222/varz' | jq '.jetstream.config.domain'")
        .diagnose(
            "Find streams that mirror or source through a domain.",
            "curl -s 'http://HOST:8222/jsz?accounts=1&streams=1&config=1' | jq '[.account_details[].stream_detail[]? | .name as $stream | (.config.mirror, .config.sources[]?) | select(.external != null) | {stream: $stream, api: .external.api}]'")
        .fix("By mistake: put the old domain back and restart the server; a reload is refused.")
        .fix("On purpose: change clients, mirrors and sources, and all servers of the meta group.")
        .question(
            "Why are servers compared by name?",
            "A restart is the only way to change the domain, and a restarted server has a new id. The evidence says whether"
                + " it was restarted.")
        .limit("A server that had no JetStream in one of the two snapshots is not compared.")
        .limit("Leaf nodes that share one name cannot be told apart, and are not compared.")
        .limit("The change is reported once, with the first snapshot after the restart.")
        .related("SERVER_006", "White space in a domain.")
        .related("SERVER_008", "A server that was restarted.")
        .build();
  }
}
