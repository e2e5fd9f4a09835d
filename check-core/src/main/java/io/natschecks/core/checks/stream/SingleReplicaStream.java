// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.stream;

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
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.core.checks.shared.Bucket;
import io.natschecks.core.checks.shared.ConfiguredStreams;
import io.natschecks.core.checks.shared.WholeCluster;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds streams with one copy in clusters that could hold more.
 *
 * @since 0.1
 */
public final class SingleReplicaStream implements Check {

  static final Parameter<Long> MIN_CLUSTER_NODES =
      Parameter.count("min_cluster_nodes", "servers")
          .describedAs("Servers with JetStream in a cluster from which one replica is reported")
          .firesFrom()
          .defaultValue(2L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_021", "R1 Streams in Multi-Node Clusters")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.HEALTH)
          .entity(EntityType.STREAM)
          .parameters(MIN_CLUSTER_NODES)
          .requires(Section.JSZ_STREAMS)
          .uses(Section.JSZ)
          .remediation(
              "Scale the stream to 3 replicas if its messages matter; leave it where they can be made"
                  + " again.")
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
    long minimum = context.value(MIN_CLUSTER_NODES);
    Map<String, Hosts> clusters = Hosts.byCluster(context);
    return ConfiguredStreams.judge(
        context,
        config -> config.replicas() == 1 && config.mirror() == null,
        (stream, config, verdict) -> {
          Server leader = context.current().server(stream.view().serverId());
          Hosts hosts = leader == null ? null : clusters.get(leader.clusterName());
          if (leader == null) {
            verdict.notEvaluable("the cluster of the server that holds it is not known");
          } else if (hosts != null) {
            judge(stream, hosts, minimum, verdict);
          }
        });
  }

  /** The servers of a cluster that could hold replicas. */
  private record Hosts(WholeCluster cluster, long count) {

    static Map<String, Hosts> byCluster(CheckContext context) {
      Map<String, Hosts> all = new HashMap<>();
      WholeCluster.of(context, Section.JSZ).forEach((name, cluster) -> all.put(name, of(cluster)));
      return all;
    }

    /** Those that share a name, as leaf nodes may, are no peers. */
    private static Hosts of(WholeCluster cluster) {
      Stream<Server> hosts = cluster.servers().stream().filter(Server::jetStream);
      return new Hosts(cluster, hosts.map(Server::name).distinct().count());
    }
  }

  private static void judge(LedStream stream, Hosts hosts, long minimum, Verdict<?> verdict) {
    WholeCluster cluster = hosts.cluster();
    if (hosts.count() >= minimum) {
      Bucket.describe(
              verdict
                  .finding()
                  .observed("num_replicas", 1, "replicas")
                  .limit("least_allowed", 2, "replicas"),
              stream.id())
          .with("cluster", cluster.name())
          .with("cluster_nodes", hosts.count(), "servers")
          .with("server", stream.view().serverName())
          .message(
              "%shas one replica in cluster %s, in which %s with JetStream answered",
              Bucket.subject(stream.id()),
              Display.name(cluster.name()),
              Display.count(hosts.count(), "server"));
    } else if (!cluster.isKnown()) {
      cluster.skip(verdict, "whether they run JetStream");
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            While the one server that holds the stream is down, be it for an update, the stream \
            can be neither written nor read. If its disk is lost, so are the messages.""")
        .cause("The stream was made with the default of one replica.")
        .cause("It was made when the cluster had one server.")
        .cause("One replica was chosen for speed or to save storage.")
        .diagnose(
            "List the streams of an account with one replica.", "nats stream find --replicas 1")
        .diagnose("See where the stream lies.", "nats stream info STREAM")
        .fix("Scale it while it is in use: nats stream edit STREAM --replicas 3.")
        .fix(
            "Leave one replica where the messages can be made again, or an outage does not matter.")
        .fix(
            "Mirror it into another cluster if a second copy is enough: a mirror costs no consensus.")
        .question(
            "What do three replicas cost?",
            "Storage three times, and each write waits until two servers have it. Two replicas cost nearly as much and"
                + " bear no failure: both are needed for a quorum.")
        .limit(
            "Streams in memory, sealed streams and buckets are reported as well. Mirrors are not.")
        .limit(
            "Servers are counted by name, and only those with JetStream: no other could hold a replica.")
        .limit(
            "Of a server that did not answer it is not known whether it runs JetStream. Where the answer hangs on it, the"
                + " stream is listed as not looked at.")
        .limit("Placement tags that leave only one server to choose from are not looked at.")
        .related("OPT_SYS_016", "Replicated streams of which only the leader answers reads.")
        .related("JETSTREAM_009", "Streams that lost their quorum.")
        .build();
  }
}
