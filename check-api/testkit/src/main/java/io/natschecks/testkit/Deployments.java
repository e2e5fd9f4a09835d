// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * A healthy deployment in which no check finds anything, so that a test states only what differs.
 * Two clusters are connected by gateways: A of a1, a2 and a3 with JetStream (domain hub), and B of
 * b1, b2 and b3 without. The leaf node edge, with a JetStream of its own (domain edge), is linked
 * to a1 for {@value #ACME} and {@value #SYS}.
 *
 * <p>{@value #ACME} has the streams ORDERS (led by a1; consumers ship, bill and audit, led by a1,
 * a2 and a3), EVENTS (a2; index on a3), KV_settings (a3; watch on a1), ORDERS_COPY (a mirror with
 * one copy on a2), and READINGS on the leaf node (local). It imports prices.&gt; from {@value
 * #BETA}, which runs the micro service pricing.
 *
 * @since 0.1
 */
public final class Deployments {

  /** When the healthy snapshot is taken. */
  public static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");

  /** The account with JetStream. */
  public static final String ACME = "ACME";

  /** The account without JetStream. */
  public static final String BETA = "BETA";

  /** The system account. */
  public static final String SYS = "SYS";

  /** JetStream domain of cluster A. */
  public static final String HUB = "hub";

  /** The leaf node, and the JetStream domain of it. */
  public static final String EDGE = "edge";

  static final List<String> SERVERS_OF_A = List.of("a1", "a2", "a3");
  static final List<String> SERVERS_OF_B = List.of("b1", "b2", "b3");

  private Deployments() {}

  /**
   * The healthy deployment at {@link #NOW}, all sections gathered.
   *
   * @return a builder to state deviations with
   */
  public static DeploymentBuilder healthy() {
    return healthy(Duration.ZERO);
  }

  /**
   * The healthy deployment at another time. Its counters rise evenly.
   *
   * @param later time since {@link #NOW}; negative for before
   * @return a builder to state deviations with
   */
  public static DeploymentBuilder healthy(Duration later) {
    HealthyClock clock = HealthyClock.after(later);
    List<Server> servers = new HealthyServers(clock).all();
    HealthyAccounts accounts = new HealthyAccounts(clock, servers);
    HealthyJetStream jetStream = new HealthyJetStream(clock);
    return new DeploymentBuilder(
        Snapshot.builder(clock.now())
            .duration(Duration.ofSeconds(1))
            .source("healthy deployment")
            .coverage(Coverage.builder().gathered(Section.values()).build())
            .servers(servers)
            .accounts(accounts.all())
            .connections(accounts.connections())
            .services(accounts.services())
            .streams(jetStream.streams())
            .consumers(jetStream.consumers())
            .raftNodes(jetStream.raftNodes())
            .metaGroups(HealthyJetStream.metaGroups(servers))
            .build());
  }

  /**
   * The past of the healthy deployment.
   *
   * @param count how many snapshots
   * @param interval time between them, and between the last one and {@link #NOW}
   * @return the snapshots, oldest first
   */
  public static List<Snapshot> past(int count, Duration interval) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(i -> healthy(interval.multipliedBy(i - count - 1)).snapshot())
        .toList();
  }

  /**
   * The id of a server of the healthy deployment.
   *
   * @param server its name
   * @return its id
   */
  public static String idOf(String server) {
    return "ID-" + server;
  }

  /**
   * Names a stream of {@value #ACME} in domain hub.
   *
   * @param name stream name
   * @return its id
   */
  public static StreamId stream(String name) {
    return new StreamId(HUB, ACME, name);
  }

  /**
   * Makes a stream that the healthy deployment does not have, as healthy as those that it has:
   * three replicas in cluster A, led by a1, which keep messages for seven days.
   *
   * @param id names it
   * @param change what differs in its configuration
   * @return the stream, for {@link DeploymentBuilder#add(Stream)}
   */
  public static Stream healthyStream(StreamId id, UnaryOperator<StreamConfig.Builder> change) {
    return new HealthyJetStream(HealthyClock.after(Duration.ZERO))
        .oneMore(id, SERVERS_OF_A.get(0), change);
  }

  /**
   * Makes a consumer that the healthy deployment does not have, as healthy as those that it has: a
   * durable pull consumer with explicit acknowledgement, led by a1.
   *
   * @param stream names its stream
   * @param name consumer name
   * @param change what differs in its configuration
   * @return the consumer, for {@link DeploymentBuilder#add(Consumer)}
   */
  public static Consumer healthyConsumer(
      StreamId stream, String name, UnaryOperator<ConsumerConfig.Builder> change) {
    return new HealthyJetStream(HealthyClock.after(Duration.ZERO))
        .oneMore(stream, name, SERVERS_OF_A.get(0), change);
  }

  /** A healthy deployment with further servers, and further streams with a consumer each. */
  static Snapshot larger(Duration later, int servers, int streams) {
    HealthyClock clock = HealthyClock.after(later);
    HealthyServers healthy = new HealthyServers(clock);
    HealthyJetStream jetStream = new HealthyJetStream(clock);
    DeploymentBuilder deployment = healthy(later);
    for (int i = 0; i < servers; i++) {
      deployment.add(healthy.oneMore("solo" + i));
    }
    for (int i = 0; i < streams; i++) {
      StreamId id = stream("MORE_" + i);
      String leader = SERVERS_OF_A.get(i % SERVERS_OF_A.size());
      deployment.add(jetStream.oneMore(id, leader, config -> config));
      deployment.add(jetStream.oneMore(id, "work", leader, config -> config));
    }
    return deployment.snapshot();
  }

  static String peerOf(String server) {
    return "peer-" + server;
  }
}
