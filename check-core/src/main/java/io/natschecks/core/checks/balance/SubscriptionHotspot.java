// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

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
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.ConnectionKind;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.shared.HotSpots;
import io.natschecks.core.checks.shared.Usage;
import java.util.List;

/**
 * Finds servers whose clients hold far more subscriptions than those of the other servers of their
 * cluster do.
 *
 * @since 0.1
 */
public final class SubscriptionHotspot implements Check {

  static final Parameter<Double> MULTIPLIER = HotSpots.multiplier("hold", 2.0);

  static final Parameter<Long> MIN_SUBSCRIPTIONS =
      Parameter.count("min_subscriptions", "subscriptions")
          .describedAs("Fewest subscriptions of a server that are worth reporting")
          .firesFrom()
          .defaultValue(100L);

  static final Parameter<Long> MIN_SERVERS = HotSpots.minServers("", 2);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_BALANCE_003", "Subscription Hotspot")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.SATURATION)
          .entity(EntityType.SERVER)
          .parameters(MULTIPLIER, MIN_SUBSCRIPTIONS, MIN_SERVERS)
          .requires(Section.CONNZ)
          .remediation(
              "Spread the clients over the servers first; then look for clients with thousands of"
                  + " subscriptions that one wildcard would replace.")
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
    Snapshot snapshot = context.current();
    return HotSpots.of(
            context,
            Section.CONNZ,
            server -> snapshot.connectionsOf(server.id()),
            SubscriptionHotspot::subscriptions)
        .inClustersFrom(context.value(MIN_SERVERS))
        .judge(
            context.value(MIN_SUBSCRIPTIONS),
            context.value(MULTIPLIER),
            "what their clients subscribe to",
            (spot, verdict) ->
                spot.describe(
                        verdict.finding(), "subscriptions", "cluster_average", "subscriptions")
                    .with("source", "the clients' own subscriptions (CONNZ)")
                    .message(
                        "its clients hold %s subscriptions, %s",
                        Display.count(spot.load()), spot.text("subscriptions")));
  }

  private static long subscriptions(List<Connection> connections) {
    long sum = 0;
    for (Connection connection : connections) {
      if (connection.kind() == ConnectionKind.CLIENT && connection.isOpen()) {
        sum = Usage.sum(sum, connection.subscriptions());
      }
    }
    return sum;
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Each subscription costs memory on every server that must know of it, and work for every \
            message that is matched. Where one server's clients hold most of them, that server \
            matches and delivers for all, and when it fails its subscriptions are all made again \
            on its peers at once.""")
        .cause("Most clients are on this server; subscriptions follow their connections.")
        .cause("A client with thousands of subscriptions to single subjects.")
        .cause("Subscriptions that are opened for each request and never closed.")
        .diagnose(
            "Find the clients with most subscriptions.",
            "nats server report connections --sort subs --top 10")
        .diagnose(
            "Add up what the clients of this server hold. The answer has at most 1,024 of them: page with offset=1024.",
            "curl -s 'http://HOST:8222/connz?auth=1&sort=subs&limit=1024' | jq '[.connections[] | select(.kind == \"Client\")] | {clients: length, subscriptions: (map(.subscriptions) | add)}'")
        .diagnose(
            "See what one of them subscribes to.",
            "curl -s 'http://HOST:8222/connz?cid=CID&subs=1' | jq '.connections[].subscriptions_list[:20]'")
        .fix("Spread the clients: see OPT_BALANCE_002.")
        .fix("Replace many subscriptions to single subjects by one with a wildcard.")
        .fix(
            "Close subscriptions when they are no longer needed; for requests use the client's request call, which shares one.")
        .question(
            "Why does it differ from the subscriptions that the server reports of itself?",
            "That number holds what the server has learned from its peers too, so all servers of a cluster show nearly the same.")
        .limit(
            "The documented rule compares the number that servers report of themselves. Here the subscriptions of the clients are added up, and nothing is said of a cluster whose connections are not all known.")
        .limit("Leaf node links are not counted: what they subscribe to is another server's.")
        .related("OPT_BALANCE_002", "The connections themselves.")
        .related("OPT_SYS_022", "Subscriptions that grow with time.")
        .build();
  }
}
