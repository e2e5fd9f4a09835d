// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Gap;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.JwtAccounts;
import io.natschecks.core.checks.shared.Names;
import io.natschecks.core.checks.shared.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds accounts with nearly as many subscriptions, on all servers together, as their limit allows.
 *
 * @since 0.1
 */
public final class AccountSubscriptionLimit implements Check {

  static final Parameter<Double> WARN_PERCENT =
      Parameter.number("warn_percent", "percent")
          .describedAs("Share of an account's subscription limit from which it is reported")
          .firesFrom()
          .between(0, 100)
          .defaultValue(90.0);

  private static final Track<Account> SUBSCRIPTIONS =
      Track.of(
          SystemWideUsage.TRACKED,
          "account.subscriptions.limited",
          account -> {
            AccountClaims claims = account.claims();
            return claims == null
                    || claims.subscriptions().isUnlimited()
                    || account.statistics().stream().anyMatch(each -> each.subscriptions() == null)
                ? Track.HOLE
                : subscriptions(account);
          });

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("ACCOUNTS_006", "Account Subscription Limit")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.ACCOUNT)
          .parameters(WARN_PERCENT)
          .requires(Section.ACCSTATZ)
          .alsoFollows(SUBSCRIPTIONS)
          .uses(Section.ACCOUNT_INFO, Section.ACCOUNTZ, Section.VARZ, Section.CONNZ)
          .remediation(
              "Servers enforce the limit for each connection: look at the largest one in the"
                  + " evidence, and act if it is near the limit itself.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.10")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    List<Gap> missing = context.missing(Section.ACCSTATZ);
    Map<String, Connection> largest = largestByAccount(context.current().connections());
    return JwtAccounts.judge(
        context,
        (account, claims, verdict) ->
            judge(context, account, claims, missing, largest.get(account.id()), verdict),
        Section.ACCSTATZ);
  }

  private static void judge(
      CheckContext context,
      Account account,
      AccountClaims claims,
      List<Gap> missing,
      @Nullable Connection largest,
      Verdict<?> verdict) {
    List<Gap> unknown = new ArrayList<>(missing);
    account.statistics().stream()
        .filter(server -> server.subscriptions() == null)
        .forEach(server -> unknown.add(notInRelease(context, server.serverId())));
    SystemWideUsage usage =
        new SystemWideUsage(
            new Usage(subscriptions(account), claims.subscriptions(), "subscriptions"), unknown);
    Series series = context.series(SUBSCRIPTIONS, account);
    double percent = context.value(WARN_PERCENT);
    if (usage.isFrom(percent, verdict)) {
      FindingBuilder finding =
          usage
              .describe(verdict.finding(), "subscriptions", "subscription_limit", series)
              .with("counted", "the sum of what all servers hold for the account");
      if (largest != null) {
        finding
            .with("largest_connection_subscriptions", largest.subscriptions(), "subscriptions")
            .with("largest_connection", largest.name())
            .with("largest_connection_cid", largest.cid(), "")
            .with(
                "largest_connection_server", Names.ofServer(context.current(), largest.serverId()));
      }
      finding.message("%s", usage.text(percent));
    } else {
      usage.forecast(verdict, "subscriptions", percent, series);
    }
  }

  private static long subscriptions(Account account) {
    long total = 0;
    for (AccountStatistics server : account.statistics()) {
      Long subscriptions = server.subscriptions();
      total = subscriptions == null ? total : Usage.sum(total, subscriptions);
    }
    return total;
  }

  private static Gap notInRelease(CheckContext context, String serverId) {
    return new Gap(
        "server " + Names.ofServer(context.current(), serverId),
        SkipReason.NOT_IN_RELEASE,
        "servers count the subscriptions of accounts from 2.10 on");
  }

  private static Map<String, Connection> largestByAccount(List<Connection> connections) {
    Map<String, Connection> largest = new HashMap<>();
    for (Connection connection : connections) {
      String account = connection.account();
      if (account != null) {
        largest.merge(
            account,
            connection,
            (one, other) -> other.subscriptions() > one.subscriptions() ? other : one);
      }
    }
    return largest;
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The limit of an account is copied to each of its connections. A connection that \
            reaches it gets "maximum subscriptions exceeded" for the next subscription and keeps \
            the others; other clients of the account notice nothing. The sum of all servers that \
            is reported here warns early of an account that subscribes to more and more.""")
        .cause("A client that subscribes for each request or entity, and never unsubscribes.")
        .cause("Many literal subscriptions where one wildcard would do.")
        .cause("Many modest clients: the sum is above the limit, and no connection is near it.")
        .diagnose(
            "Find the connections with the most subscriptions.",
            "nats server report connections --account ACCOUNT_ID --sort subs")
        .diagnose(
            "The same from one server.",
            "curl -s 'http://HOST:8222/connz?auth=1&sort=subs&limit=20&acc=ACCOUNT_ID' | jq '.connections[] | {cid, name, subscriptions}'")
        .diagnose(
            "See what a connection subscribes to.",
            "curl -s 'http://HOST:8222/connz?cid=CID&subs=1' | jq '.connections[].subscriptions_list'")
        .diagnose("See the limit.", "nsc describe account ACCOUNT_NAME")
        .fix("Unsubscribe from inboxes after the reply, or use the client's shared reply inbox.")
        .fix("Replace literal subscriptions by a wildcard.")
        .fix(
            "Raise the limit and push it: nsc edit account ACCOUNT_NAME --subscriptions N, then nsc push -a ACCOUNT_NAME. The smallest of the limits of user, account and server counts.")
        .question(
            "The sum is far above the limit. Why does nothing fail?",
            "No server adds up: each compares one connection with the limit. Moreover the sum holds more than clients"
                + " asked for, see below. Compare the largest connection in the evidence with the limit.")
        .question(
            "What happens if I lower the limit?",
            "A connection that holds as many or more is closed.")
        .limit(
            "The documented rule compares the sum with a limit that servers enforce for each connection, so it can report an account that no server will ever restrict.")
        .limit(
            "Each server counts its own subscriptions, those learned over routes, gateways and leaf nodes, and its service imports of the system account. In a cluster of three the sum is about three times what clients asked for.")
        .limit(
            "Limits of accounts in configuration files are shown by no endpoint; such accounts are not looked at.")
        .limit(
            "Servers that did not answer, or are older than 2.10, make the sum a lower bound. Such a finding says so; below the threshold the account counts as not looked at.")
        .related("ACCOUNTS_001", "Connections instead of subscriptions.")
        .build();
  }
}
