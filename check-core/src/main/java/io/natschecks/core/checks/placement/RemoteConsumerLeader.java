// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.placement;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Gap;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds consumers that are led in another cluster than the one in which most clients of their
 * account are.
 *
 * @since 0.1
 */
public final class RemoteConsumerLeader implements Check {

  static final Parameter<Long> MIN_CONNS =
      Parameter.count("min_conns", "connections")
          .describedAs("Fewest connections of the account in all for a verdict")
          .firesFrom()
          .between(1, Long.MAX_VALUE)
          .defaultValue(5L);

  static final Parameter<Double> MIN_DOMINANCE_PCT =
      Parameter.number("min_dominance_pct", "percent")
          .describedAs("Share of the connections from which a cluster counts as the clients' one")
          .firesFrom()
          .between(0, 100)
          .defaultValue(60.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_PLACE_002", "Consumer Leader Not Co-located")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.PERFORMANCE)
          .entity(EntityType.CONSUMER)
          .parameters(MIN_CONNS, MIN_DOMINANCE_PCT)
          .requires(Section.JSZ_CONSUMERS, Section.ACCSTATZ)
          .remediation(
              "Find out who reads from the consumer; if it is clients of the other cluster, move"
                  + " its stream there or let them read from a mirror.")
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
    Map<String, ClientClusters> clients = ClientClusters.byAccount(snapshot);
    List<Gap> missing = context.missing(Section.ACCSTATZ);
    return context
        .consumers()
        .where(consumer -> leadingCluster(snapshot, consumer) != null)
        .judge(
            (consumer, verdict) -> {
              if (missing.isEmpty()) {
                judge(
                    context,
                    consumer,
                    clients.getOrDefault(consumer.stream().account(), ClientClusters.NONE),
                    verdict);
              } else {
                verdict.skip(
                    missing.get(0).reason(),
                    "not all servers said how many clients of its account they have");
              }
            });
  }

  private static @Nullable String leadingCluster(Snapshot snapshot, Consumer consumer) {
    return ClientClusters.clusterOf(snapshot.server(consumer.serverId()));
  }

  private static void judge(
      CheckContext context, Consumer consumer, ClientClusters clients, Verdict<?> verdict) {
    String dominant = clients.largest();
    double limit = context.value(MIN_DOMINANCE_PCT);
    if (dominant == null
        || clients.total() < context.value(MIN_CONNS)
        || clients.percentIn(dominant) < limit) {
      return;
    }
    String leading = Objects.requireNonNull(leadingCluster(context.current(), consumer));
    if (!leading.equals(dominant)) {
      verdict
          .finding()
          .observed("percent", clients.percentIn(dominant), "percent")
          .limit("min_dominance_pct", limit, "percent")
          .with("leader_server", consumer.serverName())
          .with("leader_cluster", leading)
          .with("dominant_cluster", dominant)
          .with("dominant_connections", clients.in(dominant), "connections")
          .with("account_connections", clients.total(), "connections")
          .message(
              "led by %s in cluster %s, while %s of the %s client connections of its account are in"
                  + " cluster %s (%s, reported from %s)",
              Display.name(consumer.serverName()),
              Display.name(leading),
              Display.count(clients.in(dominant)),
              Display.count(clients.total()),
              Display.name(dominant),
              Display.percent(clients.percentIn(dominant)),
              Display.number(limit));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            If the readers of the consumer are where most clients of the account are, every \
            message and every acknowledgement crosses a gateway. That costs time on each message \
            and traffic between the clusters, which is often paid for.""")
        .cause("The stream lies in another cluster than the applications; its consumers follow it.")
        .cause("Applications were moved, and their streams were not.")
        .diagnose(
            "See where the consumer lies and who leads it.",
            "nats --context ACCOUNT consumer info STREAM CONSUMER")
        .diagnose(
            "Count the account's clients on every server.",
            "nats req '$SYS.REQ.ACCOUNT.PING.STATZ' '{\"accounts\":[\"ACCOUNT_ID\"]}' --raw --replies 0 --timeout 2s | jq -c '[.server.cluster, .server.name, .data.account_statz[0].conns]'")
        .diagnose("Ask whose applications read from the consumer, before anything is moved.")
        .fix(
            "Move the stream, and its consumers with it: nats stream edit STREAM --cluster CLUSTER.")
        .fix(
            "Or mirror the stream into the cluster of the clients and consume from the mirror: nats stream add COPY --mirror STREAM --cluster CLUSTER.")
        .question(
            "Does a step-down of the leader help?",
            "No. All replicas of a consumer lie in the cluster of its stream.")
        .question(
            "Why are all consumers of an account found at once?",
            "The share of clients is the account's. Look at the streams first: one move mends all of their consumers.")
        .limit(
            "Which connections use the consumer is not known; the account's majority need not be its readers.")
        .limit("A leaf node with a cluster name of its own counts as a cluster too.")
        .limit("If a server did not answer, the shares are not known and no consumer is judged.")
        .related(
            "OPT_PLACE_001", "Clients in a cluster that leads none of their account's streams.")
        .related("OPT_PLACE_003", "How much really crosses the gateways.")
        .build();
  }
}
