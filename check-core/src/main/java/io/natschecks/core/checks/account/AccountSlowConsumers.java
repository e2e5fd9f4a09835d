// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.Category;
import io.natschecks.api.Change;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Gap;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.shared.Names;
import io.natschecks.core.checks.shared.Usage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds accounts with connections that servers held for too slow since the snapshot before.
 *
 * @since 0.1
 */
public final class AccountSlowConsumers implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("ACCOUNTS_002", "Slow Consumers")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.PERFORMANCE)
          .entity(EntityType.ACCOUNT)
          .requires(Section.ACCSTATZ)
          .uses(Section.ACCOUNTZ)
          .needsPrevious()
          .remediation(
              "Find the account's clients among the closed connections with the reason Slow"
                  + " Consumer, and let them take messages as fast as they come.")
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
    Snapshot previous = context.previous();
    if (previous == null) {
      return CheckResult.skipped(
          SkipReason.NO_PREVIOUS_SNAPSHOT, "there is no earlier snapshot to compare with");
    }
    List<Gap> missing = context.missing(Section.ACCSTATZ);
    return context
        .accounts(Section.ACCSTATZ)
        .judge((account, verdict) -> judge(context, previous, account, missing, verdict));
  }

  private static void judge(
      CheckContext context,
      Snapshot previous,
      Account account,
      List<Gap> missing,
      Verdict<?> verdict) {
    Map<String, AccountStatistics> before = before(previous, account);
    SortedMap<String, Long> rises = new TreeMap<>();
    String unknown = "";
    for (AccountStatistics now : account.statistics()) {
      AccountStatistics earlier = before.get(now.serverId());
      String server = Names.ofServer(context.current(), now.serverId());
      if (earlier != null) {
        long rise = Change.rise(earlier.slowConsumers(), now.slowConsumers());
        if (rise > 0) {
          rises.merge(server, rise, Usage::sum);
        }
      } else if (now.slowConsumers() > 0) {
        unknown = server;
      }
    }
    if (!rises.isEmpty()) {
      report(context, previous, rises, verdict);
    } else if (!missing.isEmpty()) {
      Gap first = missing.get(0);
      verdict.skip(first.reason(), first.subject() + " did not say");
    } else if (!unknown.isEmpty()) {
      verdict.skip(
          SkipReason.NO_PREVIOUS_SNAPSHOT,
          "what server " + Display.name(unknown) + " counts was not known before");
    }
  }

  private static Map<String, AccountStatistics> before(Snapshot previous, Account account) {
    Account earlier = previous.account(account.id());
    Map<String, AccountStatistics> before = new HashMap<>();
    if (earlier != null) {
      earlier.statistics().forEach(each -> before.put(each.serverId(), each));
    }
    return before;
  }

  private static void report(
      CheckContext context, Snapshot previous, SortedMap<String, Long> rises, Verdict<?> verdict) {
    long total = rises.values().stream().reduce(0L, Usage::sum);
    Duration interval = Duration.between(previous.takenAt(), context.now());
    verdict
        .finding()
        .observed("slow_consumers_delta", total, "events")
        .limit("most_allowed", 0, "events")
        .with(
            "events_per_server",
            rises.entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()).toList())
        .with("interval", interval)
        .message(
            "%s in %s on %s %s",
            Display.count(total, "slow consumer event"),
            Display.duration(interval),
            rises.size() == 1 ? "server" : "servers",
            Names.listed(rises.keySet()));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A server cuts a connection that does not take its messages fast enough, so that it \
            cannot fill the server's memory. What was on the way to it is lost, unless it came from \
            JetStream. A client that comes back as slow as before is cut again.""")
        .cause("A message handler that does slow work, such as a call to a database.")
        .cause("A burst, or a subscription that is wider than what the client needs.")
        .cause("A client that pauses: garbage collection, a busy or sleeping host, a slow network.")
        .cause("A leaf node behind a narrow line.")
        .diagnose(
            "Find the clients that were cut.",
            "curl -s 'http://HOST:8222/connz?state=closed&sort=stop&auth=1&limit=100' | jq '.connections[] | select(.reason | startswith(\"Slow Consumer\")) | {account, name, ip, reason, stop}'")
        .diagnose(
            "Compare the counters of all servers, and ask again after a while.",
            "nats req '$SYS.REQ.ACCOUNT.PING.STATZ' '{\"accounts\":[\"ACCOUNT_ID\"],\"include_unused\":true}' --raw --replies 0 --timeout 2s | jq -c '.server.name as $server | .data.account_statz[] | [$server, .slow_consumers]'")
        .diagnose(
            "Find clients that fall behind now.",
            "curl -s 'http://HOST:8222/connz?auth=1&sort=pending&limit=20' | jq '.connections[] | {account, name, pending_bytes}'")
        .fix("Move slow work out of the message handler, or share the subject over a queue group.")
        .fix(
            "Use JetStream where messages must not be lost: it keeps what a cut client has not read.")
        .fix(
            "For bursts raise max_pending or write_deadline of the servers; against steady overload split the subject.")
        .question(
            "Is it a consumer of JetStream?",
            "No. The word means any connection that does not read fast enough; JetStream consumers that fall behind are"
                + " a matter of the checks CONSUMER_006 and CONSUMER_008.")
        .question(
            "Is the number that of the clients?",
            "No, of events. A client that comes back is counted each time, and a link that carries the account's"
                + " messages, such as a leaf node, counts too.")
        .limit(
            "The counter starts with the server. What a server counted before it was restarted, and what one counted that was not seen before, is not reported.")
        .limit(
            "Servers do not tell which client it was. The closed connections do, as long as they are remembered.")
        .related("SERVER_004", "The same counted for a server, whatever the account.")
        .related("CONN_002", "A client for which much data waits, before it is cut.")
        .build();
  }
}
