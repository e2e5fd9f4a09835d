// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.Gap;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.JwtAccounts;
import io.natschecks.core.checks.shared.Names;
import io.natschecks.core.checks.shared.Usage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds accounts that use up their client connections. The limit holds for the whole system, so the
 * connections of all servers are added up.
 *
 * @since 0.1
 */
public final class AccountConnectionLimit implements Check {

  static final Parameter<Double> WARN_PERCENT =
      Parameter.number("warn_percent", "percent")
          .describedAs("Share of an account's connection limit from which it is reported")
          .firesFrom()
          .between(0, 100)
          .defaultValue(90.0);

  static final Parameter<Map<String, Long>> CONNECTION_LIMITS =
      Parameter.countsByName("connection_limits", "connections")
          .describedAs(
              "Connection limits of accounts from configuration files, by account name, since no"
                  + " endpoint shows them; the limit in an account's JWT wins")
          .defaultValue(Map.of());

  private static final Track<Account> CONNECTIONS =
      Track.of(
          SystemWideUsage.TRACKED,
          "account.connections.limited",
          account -> {
            AccountClaims claims = account.claims();
            return claims != null && claims.connections().isUnlimited()
                ? Track.HOLE
                : connections(account);
          });

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("ACCOUNTS_001", "Account Connection Limit")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.ACCOUNT)
          .parameters(WARN_PERCENT, CONNECTION_LIMITS)
          .requires(Section.ACCSTATZ)
          .alsoFollows(CONNECTIONS)
          .uses(Section.ACCOUNT_INFO, Section.ACCOUNTZ, Section.VARZ)
          .remediation(
              "Look for processes that hold more than one connection and for clients in a connect"
                  + " loop; raise the limit only if the number is as it should be.")
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
    List<Gap> missing = context.missing(Section.ACCSTATZ);
    Gap claims = missingClaims(context);
    return context
        .accounts(Section.ACCSTATZ)
        .judge((account, verdict) -> judge(context, account, missing, claims, verdict));
  }

  private static void judge(
      CheckContext context,
      Account account,
      List<Gap> missing,
      @Nullable Gap claims,
      Verdict<?> verdict) {
    Limit limit = limitOf(context, account);
    if (limit == null) {
      unknownLimit(claims, verdict);
      return;
    }
    SystemWideUsage usage =
        new SystemWideUsage(new Usage(connections(account), limit, "connections"), missing);
    Series series = context.series(CONNECTIONS, account);
    if (usage.isFrom(context.value(WARN_PERCENT), verdict)) {
      report(context, account, usage, series, verdict);
    } else {
      usage.forecast(verdict, "connections", context.value(WARN_PERCENT), series);
    }
  }

  private static long connections(Account account) {
    return account.statistics().stream().mapToLong(AccountStatistics::connections).sum();
  }

  /**
   * A server that may hold claims and did not show them; those of configuration files hold none.
   */
  private static @Nullable Gap missingClaims(CheckContext context) {
    List<Gap> missing = context.missing(Section.ACCOUNT_INFO);
    return missing.isEmpty() || !JwtAccounts.areIn(context.current()) ? null : missing.get(0);
  }

  private static void unknownLimit(@Nullable Gap claims, Verdict<?> verdict) {
    if (claims == null) {
      verdict.notEvaluable("its connection limit is not known");
    } else {
      verdict.skip(
          claims.reason(),
          "its connection limit is not known, " + claims.subject() + ": " + claims.detail());
    }
  }

  private static void report(
      CheckContext context,
      Account account,
      SystemWideUsage usage,
      Series series,
      Verdict<?> verdict) {
    AccountStatistics busiest =
        account.statistics().stream()
            .max(Comparator.comparingInt(AccountStatistics::connections))
            .orElseThrow();
    usage
        .describe(verdict.finding(), "connections", "connection_limit", series)
        .with("busiest_server", Names.ofServer(context.current(), busiest.serverId()))
        .with("busiest_server_connections", busiest.connections(), "connections")
        .with("busiest_server_leafnodes", busiest.leafNodes(), "leaf nodes")
        .with("servers_answered", serversAnswered(context), "servers")
        .message("%s", usage.text(context.value(WARN_PERCENT)));
  }

  private static @Nullable Limit limitOf(CheckContext context, Account account) {
    if (account.claims() != null) {
      return account.claims().connections();
    }
    Map<String, Long> stated = context.value(CONNECTION_LIMITS);
    Long limit = stated.getOrDefault(account.id(), stated.get(account.label()));
    return limit == null ? null : Limit.of(limit);
  }

  private static long serversAnswered(CheckContext context) {
    return context.current().servers().stream()
        .filter(
            server -> context.current().coverage().of(Section.ACCSTATZ, server.id()).isGathered())
        .count();
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            At the limit every server turns new clients of the account away with "maximum account \
            active connections exceeded", whichever server they try. A service that restarts then \
            does not come back, and after a burst servers close the newest connections.""")
        .cause("A process opens a connection for each request or thread and does not close it.")
        .cause("Clients in a loop of connecting and being cut off.")
        .cause("More instances of a service than the limit was made for.")
        .cause("A crashed server, whose connections stay counted for 150 to 240 s.")
        .diagnose(
            "List the account's connections by server, client and version.",
            "nats server report connections --account ACCOUNT --sort subs")
        .diagnose(
            "Count them per server.",
            "nats req '$SYS.REQ.ACCOUNT.PING.STATZ' '{\"accounts\":[\"ACCOUNT_ID\"]}' --replies 0 --timeout 2s")
        .diagnose(
            "Find clients that come and go.",
            "curl -s 'http://HOST:8222/connz?state=closed&sort=stop&auth=1&limit=100' | jq '.connections[] | {account, name, reason, uptime}'")
        .diagnose("See the limit.", "nsc describe account ACCOUNT_NAME")
        .fix("Share one connection in each process; clients are made for it.")
        .fix(
            "Raise the limit and push it: nsc edit account ACCOUNT_NAME --conns N, then nsc push -a ACCOUNT_NAME.")
        .fix(
            "Accounts of configuration files: raise max_connections in the account's limits and reload the servers.")
        .question(
            "Is the limit not per server?",
            "No. Servers tell each other how many clients an account has, and each adds up all of them. Three servers"
                + " with one client each fill a limit of three.")
        .question(
            "My accounts come from a configuration file. Why are they not looked at?",
            "Servers do not show the limits of such accounts. State them in the parameter connection_limits, or on the"
                + " command line with --account-limit NAME=CONNECTIONS.")
        .question(
            "How does it differ from SERVER_011?",
            "SERVER_011 compares all clients of one server with that server's max_connections.")
        .limit(
            "Leaf node links count against the limit on the server that holds them, and are not added here; the evidence shows those of the busiest server.")
        .limit(
            "Servers that did not answer make the number a lower bound. Such a finding says so; below the threshold the account then counts as not looked at.")
        .limit(
            "The global account, and servers without a system account, enforce limits on each server alone.")
        .related("ACCOUNTS_006", "Subscriptions instead of connections.")
        .related("SERVER_011", "All clients of one server.")
        .related("OPT_BALANCE_006", "The account's clients crowd on one server.")
        .build();
  }
}
