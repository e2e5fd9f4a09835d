// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;

/**
 * Finds servers that hold most of an account's connections in their cluster.
 *
 * @since 0.1
 */
public final class AccountConnectionConcentration implements Check {

  static final Parameter<Double> MAX_SHARE =
      Parameter.number("max_share", "ratio")
          .describedAs("Largest part of an account's connections in a cluster for one server")
          .firesAbove()
          .between(0, 1)
          .defaultValue(0.7);

  static final Parameter<Long> MIN_SERVERS =
      Parameter.count("min_servers", "servers")
          .describedAs("Smallest cluster that is judged")
          .firesFrom()
          .between(2, 10_000)
          .defaultValue(3L);

  static final Parameter<Long> MIN_CONNECTIONS =
      Parameter.count("min_connections", "connections")
          .describedAs("Fewest connections of the account in the cluster for a verdict")
          .firesFrom()
          .between(1, Long.MAX_VALUE)
          .defaultValue(10L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_BALANCE_006", "Account Connection Concentration")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.SATURATION)
          .entity(EntityType.SERVER)
          .parameters(MAX_SHARE, MIN_SERVERS, MIN_CONNECTIONS)
          .requires(Section.ACCSTATZ)
          .uses(Section.ACCOUNTZ)
          .remediation(
              "Give every client of the account the addresses of all servers, then drain this one"
                  + " or let clients reconnect over time.")
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
        .over(ClusterShare.of(context), share -> Entity.of(share.account()), Section.ACCSTATZ)
        .where(share -> share.cluster().servers().size() >= context.value(MIN_SERVERS))
        .where(share -> share.total() >= context.value(MIN_CONNECTIONS))
        .judge((share, verdict) -> judge(context, share, verdict));
  }

  private static void judge(CheckContext context, ClusterShare share, Verdict<?> verdict) {
    if (!share.cluster().isKnown()) {
      share.cluster().skip(verdict, "how many clients they have");
      return;
    }
    double limit = context.value(MAX_SHARE);
    share
        .connections()
        .forEach(
            (server, connections) -> {
              if (connections / (double) share.total() > limit) {
                report(share, server, connections, limit, verdict);
              }
            });
  }

  private static void report(
      ClusterShare share, Server server, int connections, double limit, Verdict<?> verdict) {
    double percent = connections * 100.0 / share.total();
    verdict
        .finding(Entity.of(server))
        .discriminator("account", share.account().id())
        .observed("connections_on_server", connections, "connections")
        .limit("max_share", limit, "ratio")
        .with("account", share.account().id())
        .with("account_name", share.account().label())
        .with("account_connections", share.total(), "connections")
        .with("percent", percent, "percent")
        .with("servers_in_cluster", share.cluster().servers().size(), "servers")
        .message(
            "holds %s of the %s connections that account %s has in the cluster of %s servers (%s, reported above %s)",
            Display.count(connections),
            Display.count(share.total()),
            Display.name(share.account().label()),
            Display.count(share.cluster().servers().size()),
            Display.percent(percent),
            Display.number(limit * 100));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            If this server fails, the account loses most of its clients at once, and all of them \
            reconnect together to servers that were idle before. Until then one server does the \
            account's work while its peers have room.""")
        .cause("Clients are configured with the address of one server.")
        .cause("A rolling restart moved all clients to the server that was restarted first.")
        .cause("A load balancer or DNS name that always gives the same address.")
        .diagnose(
            "See how the account's connections lie on the servers.",
            "nats server report connections --account ACCOUNT")
        .diagnose(
            "Count them on every server.",
            "nats req '$SYS.REQ.ACCOUNT.PING.STATZ' '{\"accounts\":[\"ACCOUNT_ID\"]}' --replies 0 --timeout 2s")
        .diagnose("Look at the server list in the configuration of the largest clients.")
        .fix(
            "Give every client all addresses of the cluster, or a DNS name that resolves to all of them; clients pick one at random.")
        .fix(
            "First repair the addresses, then drain: a client that knows one address returns to it.")
        .fix(
            "Let clients reconnect in waves; closing all of them at once makes the crowd that this check warns of.")
        .question(
            "Why are two servers not enough?",
            "With two, one of them holds at least half whatever the clients do, so the figure says little.")
        .question(
            "How does it differ from OPT_BALANCE_002?",
            "OPT_BALANCE_002 compares all connections of the servers. One account can be concentrated while the totals look"
                + " even.")
        .question(
            "Does an account connection limit help?",
            "It bounds the damage of a reconnecting crowd, but spreads nothing.")
        .limit("Leaf node links are not counted: only clients are.")
        .limit(
            "If a server of the cluster did not answer, the shares are not known and the account is not judged there.")
        .related("OPT_BALANCE_002", "All connections of a server, whatever the account.")
        .related("ACCOUNTS_001", "The account's number of connections against its limit.")
        .build();
  }
}
