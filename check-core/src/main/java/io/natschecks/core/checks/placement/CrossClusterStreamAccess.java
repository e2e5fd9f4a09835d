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
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.core.checks.shared.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds accounts with many clients in a cluster that leads none of their streams.
 *
 * @since 0.1
 */
public final class CrossClusterStreamAccess implements Check {

  static final Parameter<Double> MIN_CONN_PCT =
      Parameter.number("min_conn_pct", "percent")
          .describedAs("Smallest share of an account's connections in a cluster that counts")
          .firesFrom()
          .between(0, 100)
          .defaultValue(10.0);

  static final Parameter<Long> MIN_CONN_COUNT =
      Parameter.count("min_conn_count", "connections")
          .describedAs("Fewest connections of an account in a cluster that count")
          .firesFrom()
          .between(1, Long.MAX_VALUE)
          .defaultValue(5L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_PLACE_001", "Cross-Cluster Stream Access")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.PERFORMANCE)
          .entity(EntityType.ACCOUNT)
          .parameters(MIN_CONN_PCT, MIN_CONN_COUNT)
          .requires(Section.ACCSTATZ, Section.JSZ_STREAMS)
          .remediation(
              "Place a mirror of the streams in the cluster of the clients, move the streams there,"
                  + " or point the clients at the cluster that has the data.")
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
    Map<String, SortedSet<String>> leading = leadingClusters(context.current());
    List<Gap> missing = new ArrayList<>(context.missing(Section.ACCSTATZ));
    missing.addAll(context.missing(Section.JSZ_STREAMS));
    return context
        .accounts(Section.ACCSTATZ, Section.JSZ_STREAMS)
        .where(account -> leading.containsKey(account.id()) || !missing.isEmpty())
        .judge(
            (account, verdict) -> {
              if (missing.isEmpty()) {
                judge(context, account, Objects.requireNonNull(leading.get(account.id())), verdict);
              } else {
                verdict.skip(
                    missing.get(0).reason(),
                    "not all servers said how many of its clients they have and what they lead");
              }
            });
  }

  /** The clusters that lead streams, by account. */
  private static Map<String, SortedSet<String>> leadingClusters(Snapshot snapshot) {
    Map<String, SortedSet<String>> clusters = new HashMap<>();
    for (Stream stream : snapshot.streams()) {
      StreamView leader = stream.leaderView();
      String cluster =
          leader == null ? null : ClientClusters.clusterOf(snapshot.server(leader.serverId()));
      if (cluster != null) {
        clusters.computeIfAbsent(stream.id().account(), id -> new TreeSet<>()).add(cluster);
      }
    }
    return clusters;
  }

  private static void judge(
      CheckContext context, Account account, SortedSet<String> leading, Verdict<?> verdict) {
    ClientClusters clients = ClientClusters.of(context.current(), account);
    for (String cluster : clients.connections().keySet()) {
      if (!leading.contains(cluster)
          && clients.in(cluster) >= context.value(MIN_CONN_COUNT)
          && clients.percentIn(cluster) >= context.value(MIN_CONN_PCT)) {
        report(context, cluster, clients, leading, verdict);
      }
    }
  }

  private static void report(
      CheckContext context,
      String cluster,
      ClientClusters clients,
      SortedSet<String> leading,
      Verdict<?> verdict) {
    verdict
        .finding()
        .discriminator("cluster", cluster)
        .observed("connections", clients.in(cluster), "connections")
        .limit("min_conn_count", context.value(MIN_CONN_COUNT), "connections")
        .with("cluster", cluster)
        .with("account_connections", clients.total(), "connections")
        .with("percent", clients.percentIn(cluster), "percent")
        .with("min_conn_pct", context.value(MIN_CONN_PCT), "percent")
        .with("stream_clusters", leading)
        .message(
            "%s of its %s client connections are in cluster %s (%s, reported from %s), which leads"
                + " none of its streams; they are led in %s",
            Display.count(clients.in(cluster)),
            Display.count(clients.total()),
            Display.name(cluster),
            Display.percent(clients.percentIn(cluster)),
            Display.number(context.value(MIN_CONN_PCT)),
            Names.listed(leading));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Every publish, fetch and acknowledgement of these clients crosses a gateway to the \
            streams and back. They wait for the distance each time, and stop when the link between \
            the clusters does, though their own cluster is well.""")
        .cause("Streams without placement: they lie in the cluster where they were made.")
        .cause(
            "Applications were moved or extended to another cluster, and their streams were not.")
        .cause("Clients that fail over to another cluster and never come back.")
        .diagnose(
            "Count the account's clients on every server.",
            "nats req '$SYS.REQ.ACCOUNT.PING.STATZ' '{\"accounts\":[\"ACCOUNT_ID\"]}' --raw --replies 0 --timeout 2s | jq -c '[.server.cluster, .server.name, .data.account_statz[0].conns]'")
        .diagnose(
            "See in which cluster a stream lies and who leads it.",
            "nats --context ACCOUNT stream info STREAM")
        .fix(
            "For reading, mirror the stream into the cluster of the clients: nats stream add COPY --mirror STREAM --cluster CLUSTER.")
        .fix("Or move the stream: nats stream edit STREAM --cluster CLUSTER.")
        .fix(
            "Or give the clients the addresses of the cluster that has the data, if they can live with the distance to it.")
        .question(
            "Do these clients use the streams at all?",
            "That is not known. Clients that only exchange messages among themselves may stay where they are.")
        .question(
            "The cluster is a leaf node with a JetStream domain of its own. Is it found too?",
            "Yes, if it bears a cluster name. Streams of the account in that domain count as led there; look at the domain that the clients use first.")
        .limit(
            "A cluster that leads one of the account's streams passes, even if its clients use the others.")
        .limit("If a server did not answer, the shares are not known and no account is judged.")
        .limit("Clients on servers without a cluster name are left out.")
        .related("OPT_PLACE_002", "Single consumers that are led far from most clients.")
        .related("OPT_PLACE_003", "How much really crosses the gateways.")
        .build();
  }
}
