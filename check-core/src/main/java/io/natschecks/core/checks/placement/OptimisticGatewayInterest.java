// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.placement;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.GatewayAccount;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import java.util.List;

/**
 * Finds accounts whose messages cross a gateway without anybody known to want them.
 *
 * @since 0.1
 */
public final class OptimisticGatewayInterest implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_PLACE_004", "Gateway Interest Mode")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.PERFORMANCE)
          .entity(EntityType.GATEWAY)
          .requires(Section.GATEWAYZ, Section.GATEWAYZ_ACCOUNTS)
          .remediation(
              "Upgrade the remote cluster: servers from 2.9 on move every account to interest-only"
                  + " mode by themselves.")
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
        .over(
            GatewayInterest.of(context.current()),
            OptimisticGatewayInterest::entityOf,
            Section.GATEWAYZ,
            Section.GATEWAYZ_ACCOUNTS)
        .judge(OptimisticGatewayInterest::judge);
  }

  /** Named after the first of the servers; where there is none, there is nothing to name. */
  private static Entity entityOf(GatewayInterest interest) {
    return new Entity.Gateway(Entity.of(interest.servers().get(0)), interest.remote());
  }

  private static void judge(GatewayInterest interest, Verdict<?> verdict) {
    if (interest.optimistic().isEmpty()) {
      return;
    }
    List<Server> servers = interest.servers();
    long refused = interest.most(GatewayAccount::noInterestCount);
    long threshold = interest.most(GatewayAccount::interestOnlyThreshold);
    verdict
        .finding()
        .discriminator("account", interest.account())
        .observed("interest_mode", GatewayInterest.OPTIMISTIC)
        .limit("expected", "Interest-Only")
        .with("account", interest.account())
        .with("remote_cluster", interest.remote())
        .with("no_interest_count", refused, "subjects")
        .with("interest_only_threshold", threshold, "subjects")
        .with("total_subscriptions", interest.most(GatewayAccount::subscriptions), "subscriptions")
        .with("local_servers", servers.size(), "servers")
        .with("servers", servers.stream().map(Server::name).toList())
        .message(
            "account %s is in mode Optimistic on %s (%s refused so far, the mode changes at %s)",
            Display.name(interest.account()),
            Display.count(servers.size(), "server"),
            Display.count(refused, "subject"),
            Display.count(threshold));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            In this mode messages of the account are sent across the gateway until the other side \
            says, subject by subject, that nobody wants them. That is traffic between clusters for \
            nothing, and it comes back with every new subject.""")
        .cause("The remote cluster, or a server of it, runs a release before 2.9.")
        .cause("The connection is new and the account has just begun to use it.")
        .diagnose(
            "See all accounts with their modes on every server.",
            "nats req '$SYS.REQ.SERVER.PING.GATEWAYZ' '{\"accounts\":true}' --raw --replies 0 --timeout 2s | jq -c '.server.name as $server | .data.outbound_gateways // {} | to_entries[] | .key as $remote | .value.accounts[]? | [$server, $remote, .name, .interest_mode, .no_interest_count, .num_subs]'")
        .diagnose(
            "Look at one server.",
            "curl -s 'http://HOST:8222/gatewayz?accs=1' | jq -c '.outbound_gateways | to_entries[] | .key as $remote | .value.accounts[]? | select(.interest_mode == \"Optimistic\") | [$remote, .]'")
        .diagnose("Compare the releases of the servers.", "nats server list")
        .fix("Upgrade the servers of the remote cluster to 2.9 or later.")
        .fix(
            "Otherwise nothing needs to be done: the mode changes by itself at the threshold of refused subjects.")
        .question(
            "Is it found in a current deployment?",
            "Not for long. Between current servers all accounts are in interest-only mode once both sides know them.")
        .limit(
            "The documented rule reports every account in this mode. Servers also call an account optimistic in which the remote has no interest at all, and send nothing of it; such accounts are left out.")
        .limit(
            "Two local clusters that send to the same remote make one finding, named after the first server by name.")
        .related("OPT_PLACE_003", "How much crosses the gateways.")
        .related("SERVER_002", "Servers of different releases.")
        .build();
  }
}
