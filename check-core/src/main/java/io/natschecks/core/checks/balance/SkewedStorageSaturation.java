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
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.core.checks.shared.JetStreamPool;
import io.natschecks.core.checks.shared.Usage;
import io.natschecks.core.checks.shared.WholeCluster;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Finds servers whose JetStream storage is nearly full while another server of the cluster has
 * room.
 *
 * @since 0.1
 */
public final class SkewedStorageSaturation implements Check {

  static final Parameter<Double> SATURATION_PCT =
      Parameter.number("saturation_pct", "percent")
          .describedAs("Share of its JetStream storage from which a server counts as full")
          .firesFrom()
          .between(0, 100)
          .defaultValue(90.0);

  static final Parameter<Double> SKEW_PP =
      Parameter.number("skew_pp", "percentage points")
          .describedAs("Distance that the fullest and the emptiest server of the cluster may have")
          .firesAbove()
          .defaultValue(30.0);

  static final Parameter<Long> MIN_SERVERS =
      Parameter.count("min_servers", "servers")
          .describedAs("Fewest servers of a cluster whose storage is bounded")
          .firesFrom()
          .between(2, 10_000)
          .defaultValue(2L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_BALANCE_008", "JetStream Storage Saturation with Skew")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.SERVER)
          .parameters(SATURATION_PCT, SKEW_PP, MIN_SERVERS)
          .requires(Section.JSZ)
          .remediation(
              "Move replicas of large streams from this server to the emptier ones of the cluster;"
                  + " shorten their retention meanwhile.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.9")
          .build();

  private static final JetStreamPool.Names NAMES =
      new JetStreamPool.Names("storage_bytes", "reserved_bytes", "max_storage_bytes");

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    Map<String, ClusterStorage> clusters = new TreeMap<>();
    WholeCluster.of(context, Section.JSZ)
        .forEach(
            (name, whole) -> {
              ClusterStorage storage = ClusterStorage.of(whole);
              if (storage.cluster().hasPeers()) {
                clusters.put(name, storage);
              }
            });
    return context
        .servers(Section.JSZ, Server::jetStreamServer)
        .where(server -> ClusterStorage.pool(server.server()) != null)
        .where(server -> clusters.containsKey(server.server().clusterName()))
        .judge(
            (server, verdict) ->
                judge(
                    context,
                    JetStreamPool.storage(server.value()),
                    Objects.requireNonNull(clusters.get(server.server().clusterName())),
                    verdict));
  }

  private static void judge(
      CheckContext context, JetStreamPool pool, ClusterStorage storage, Verdict<?> verdict) {
    Usage usage = pool.usage(storage.basis());
    double saturation = context.value(SATURATION_PCT);
    double skew = context.value(SKEW_PP);
    if (!storage.isKnown()) {
      storage.cluster().skip(verdict, "how much they store");
    } else if (usage.limit().isUnlimited()) {
      verdict.notEvaluable(
          "the bound of its storage by which its cluster is compared is not known");
    } else if (storage.percents().getCount() >= context.value(MIN_SERVERS)
        && usage.isFrom(saturation)
        && storage.isSkewedMoreThan(skew)) {
      pool.describe(verdict.finding(), storage.basis(), NAMES)
          .with("cluster", storage.cluster().name())
          .with("cluster_min_percent", storage.percents().getMin(), "percent")
          .with("cluster_max_percent", storage.percents().getMax(), "percent")
          .with("skew", storage.skew(), "percentage points")
          .with("skew_pp", skew, "percentage points")
          .message(
              "JetStream storage: %s, against %s; the servers of its cluster lie %s percentage"
                  + " points apart (reported above %s)",
              usage.text(saturation),
              storage.basis().shown(),
              Display.number(storage.skew()),
              Display.number(skew));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The cluster has room, only elsewhere. The full server refuses messages of its streams, \
            or drops their oldest ones, and nothing is ever moved by itself: without action it \
            stays full while its peers stay empty.""")
        .cause("A few large streams whose replicas lie on the same server.")
        .cause("Large streams with one replica.")
        .cause("Placement tags that keep streams on few servers.")
        .cause("Servers that were added later, to which nothing was moved.")
        .diagnose(
            "See use, reservation and maximum of every server.",
            "nats req '$SYS.REQ.SERVER.PING.JSZ' '' --raw --replies 0 --timeout 2s | jq -c '[.server.name, .data.storage, .data.reserved_storage, .data.config.max_storage]'")
        .diagnose(
            "List the largest file streams on the server. With many streams the answer is large: ask for one account with acc=ACCOUNT.",
            "curl -s 'http://HOST:8222/jsz?accounts=1&streams=1&config=1' | jq '[.account_details[] | .name as $account | .stream_detail[]? | select(.config.storage == \"file\") | {account: $account, stream: .name, bytes: .state.bytes, max_bytes: .config.max_bytes}] | sort_by(-.bytes) | .[:10]'")
        .fix(
            "Take a replica of a large stream off the server: nats stream cluster peer-remove STREAM SERVER_NAME. The meta leader picks another server, and the stream has one copy less until it has caught up.")
        .fix(
            "Shorten the retention of the largest streams until the replicas have moved: nats stream edit STREAM --max-age AGE.")
        .fix("Give new streams placement tags, so that they start on the emptier servers.")
        .question(
            "Which bound is meant?",
            "What the streams of the server have reserved with max_bytes, while their use stays within it. If that is not so on one server of the cluster, the configured maximum (max_file) counts for all of its servers. The evidence names the bound.")
        .limit(
            "The documented rule divides by the reservations alone, and leaves out servers that have none. Here the configured maximum stands in for them, so that an empty server is seen.")
        .limit(
            "If a server of the cluster did not answer, the distance is not known and its servers are not judged.")
        .limit("The figure is the bytes of the streams, not the use of the disk.")
        .related("SERVER_017", "The full server, whatever the others hold.")
        .related("OPT_BALANCE_005", "Bytes against the cluster's average, full or not.")
        .build();
  }
}
