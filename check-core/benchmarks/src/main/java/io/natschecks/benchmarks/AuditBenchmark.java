// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.benchmarks;

import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.core.Auditor;
import io.natschecks.core.report.AuditReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Takes a large deployment from records to a report, each call once over a snapshot that nobody has
 * looked at, as in a service that audits every minute.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g"})
@SuppressWarnings("NullAway.Init") // JMH calls the setup first.
public class AuditBenchmark {

  private final Auditor auditor = Auditor.create();
  private final List<Stream> streams = new ArrayList<>();
  private final List<Consumer> consumers = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private Snapshot deployment;
  private Snapshot next;

  /**
   * Makes the deployment, and the order in which a decoder hands it over: in runs, of any order.
   */
  @Setup
  public void prepare() {
    deployment = LargeDeployment.snapshot();
    next = deployment;
    Random random = new Random(1);
    streams.addAll(deployment.streams());
    Collections.shuffle(streams, random);
    streams.forEach(stream -> consumers.addAll(deployment.consumersOf(stream.id())));
    List<Server> servers = new ArrayList<>(deployment.servers());
    Collections.shuffle(servers, random);
    servers.forEach(server -> connections.addAll(deployment.connectionsOf(server.id())));
  }

  /** Makes the snapshot of a minute later. */
  @Setup(Level.Invocation)
  public void takeNext() {
    next =
        snapshot(
            next.takenAt().plus(Duration.ofMinutes(1)),
            deployment.streams(),
            deployment.consumers(),
            deployment.connections());
  }

  /** Ends the auditor. */
  @TearDown
  public void close() {
    auditor.close();
  }

  /** Sorts all entities into a snapshot. */
  @Benchmark
  public Snapshot build() {
    return snapshot(next.takenAt(), streams, consumers, connections);
  }

  /** Builds every look-up of a snapshot. */
  @Benchmark
  public void index(Blackhole found) {
    found.consume(next.server(""));
    found.consume(next.serversNamed(""));
    found.consume(next.serversOfCluster(""));
    found.consume(next.account(""));
    found.consume(next.stream(streams.get(0).id()));
    found.consume(next.consumersOf(streams.get(0).id()));
    found.consume(next.connectionsOf(""));
    found.consume(next.users());
  }

  /** Audits a snapshot by all documented checks. */
  @Benchmark
  public AuditReport audit() throws InterruptedException {
    return auditor.audit(next);
  }

  private Snapshot snapshot(
      Instant takenAt,
      List<Stream> streams,
      List<Consumer> consumers,
      List<Connection> connections) {
    return Snapshot.builder(takenAt)
        .duration(deployment.duration())
        .source(deployment.source())
        .coverage(deployment.coverage())
        .servers(deployment.servers())
        .accounts(deployment.accounts())
        .streams(streams)
        .consumers(consumers)
        .connections(connections)
        .build();
  }
}
