// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Observed;
import io.natschecks.api.Parameter;
import io.natschecks.api.Population;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Looks for servers that carry far more of something than the servers of their cluster do on
 * average. Where one of these did not say what it carries, nobody is judged whose load matters.
 *
 * @param <S> the section
 */
public final class HotSpots<S> {

  private final Population<Observed<S>> servers;
  private final ToLongFunction<S> load;
  private final Map<String, ClusterAverage> averages;

  private HotSpots(
      Population<Observed<S>> servers,
      ToLongFunction<S> load,
      Map<String, ClusterAverage> averages) {
    this.servers = servers;
    this.load = load;
    this.averages = averages;
  }

  /**
   * How far above the average of its cluster a server may lie.
   *
   * @param does what servers do with the load, in the infinitive
   * @param value the default
   * @return the parameter
   */
  public static Parameter<Double> multiplier(String does, double value) {
    return Parameter.number("multiplier", "ratio")
        .describedAs("How many times the cluster average a server may " + does)
        .firesAbove()
        .defaultValue(value);
  }

  /**
   * How large a cluster must be.
   *
   * @param counted what is said of the servers that count; empty if all do
   * @param value the default
   * @return the parameter
   */
  public static Parameter<Long> minServers(String counted, long value) {
    return Parameter.count("min_servers", "servers")
        .describedAs("Smallest cluster that is judged" + counted)
        .firesFrom()
        .between(2, 10_000)
        .defaultValue(value);
  }

  /**
   * Looks at all servers of all clusters.
   *
   * @param <S> the section
   * @param context the evaluation
   * @param section the section
   * @param part reads the section from a server; null where it is missing
   * @param load reads the load from the section
   * @return the servers that have peers in their cluster
   */
  public static <S> HotSpots<S> of(
      CheckContext context,
      Section section,
      Function<Server, @Nullable S> part,
      ToLongFunction<S> load) {
    return of(context, server -> true, part, load, section);
  }

  /**
   * Looks at the servers with JetStream of all clusters.
   *
   * @param <S> what is read
   * @param context the evaluation
   * @param part reads from a server what tells the load; null where it is missing
   * @param load reads the load
   * @param sections other sections that the load rests on
   * @return the servers with JetStream that have peers in their cluster
   */
  public static <S> HotSpots<S> ofJetStream(
      CheckContext context,
      Function<Server, @Nullable S> part,
      ToLongFunction<S> load,
      Section... sections) {
    Section[] all = new Section[sections.length + 1];
    all[0] = Section.JSZ;
    System.arraycopy(sections, 0, all, 1, sections.length);
    return of(
        context,
        HotSpots::mayHaveJetStream,
        server -> server.jetStreamServer() == null ? null : part.apply(server),
        load,
        all);
  }

  private static boolean mayHaveJetStream(Server server) {
    JetStreamServer jetStream = server.jetStreamServer();
    return jetStream == null || jetStream.enabled();
  }

  private static <S> HotSpots<S> of(
      CheckContext context,
      Predicate<Server> counts,
      Function<Server, @Nullable S> part,
      ToLongFunction<S> load,
      Section... sections) {
    Map<String, ClusterAverage> averages = new TreeMap<>();
    WholeCluster.of(context, sections)
        .forEach(
            (name, cluster) -> {
              WholeCluster judged = cluster.only(counts);
              if (judged.hasPeers()) {
                averages.put(name, ClusterAverage.of(judged, part, load));
              }
            });
    return new HotSpots<>(
        context
            .servers(sections[0], part)
            .where(server -> counts.test(server.server()))
            .where(server -> averages.containsKey(server.server().clusterName())),
        load,
        averages);
  }

  /**
   * Leaves out smaller clusters.
   *
   * @param least fewest servers of a cluster
   * @return the servers of the other clusters
   */
  public HotSpots<S> inClustersFrom(long least) {
    return inClusters(average -> average.servers() >= least);
  }

  /**
   * Leaves out clusters that a check does not speak of. One of which not all is known stays, as it
   * could be among those that it does speak of.
   *
   * @param wanted which clusters stay
   * @return the servers of these
   */
  public HotSpots<S> inClusters(Predicate<ClusterAverage> wanted) {
    return new HotSpots<>(
        servers.where(
            server -> {
              ClusterAverage average = averageOf(server);
              return !average.isKnown() || wanted.test(average);
            }),
        load,
        averages);
  }

  /**
   * Judges the servers.
   *
   * @param least smallest load that matters
   * @param multiplier how many times the average is still allowed
   * @param what what servers did not say where one is missing, such as: how many clients they have
   * @param report reports a server that carries more
   * @return the result of the check
   */
  public CheckResult judge(
      long least,
      double multiplier,
      String what,
      BiConsumer<? super HotSpot<S>, ? super Verdict<?>> report) {
    return servers.judge(
        (server, verdict) -> {
          long carried = load.applyAsLong(server.value());
          ClusterAverage average = averageOf(server);
          if (carried < least) {
            return;
          }
          if (!average.isKnown()) {
            average.skip(verdict, what);
          } else if (average.isExceeded(carried, multiplier)) {
            report.accept(new HotSpot<>(server.value(), carried, average, multiplier), verdict);
          }
        });
  }

  private ClusterAverage averageOf(Observed<S> server) {
    return Objects.requireNonNull(averages.get(server.server().clusterName()));
  }
}
