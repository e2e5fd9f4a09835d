// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.benchmarks;

import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.decode.SnapshotAssembler;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ServerRef;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Decodes answers to records, beside a parser that goes over the same bytes and makes nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xms2g", "-Xmx2g"})
public class DecodeBenchmark {

  /** What is decoded. */
  public enum Answers {
    /** One JSZ answer: 1,000 streams of 10 consumers each. */
    JSZ,
    /** Ten pages of CONNZ. */
    CONNZ,
    /** Ten pages of CONNZ of a server in operator mode, each connection with its JWT. */
    CONNZ_JWT
  }

  /**
   * Counts what was read, and the processor time of it, which other work on the machine disturbs
   * far less than the score. Both are sums of all iterations.
   */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Volume {
    private long bytes;
    private long start;

    /** Forgets the iteration before. */
    @Setup(Level.Iteration)
    public void reset() {
      bytes = 0;
      start = processorTime();
    }

    /** Megabytes, of 1,000,000 bytes. */
    public double megabytes() {
      return bytes / 1e6;
    }

    /** Seconds that the thread had a processor. */
    public double seconds() {
      return (processorTime() - start) / 1e9;
    }

    void add(Reply reply) {
      bytes += reply.body().length;
    }

    private static long processorTime() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  }

  private static final SnapshotPlan PLAN =
      SnapshotPlan.of(List.of(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS, Section.CONNZ));

  /** As the decoder bounds what it reads. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxNumberLength(64)
                  .maxNameLength(16 << 10)
                  .maxStringLength(8 << 20)
                  .build())
          .build();

  @Param Answers answers = Answers.JSZ;
  private List<Reply> replies = List.of();

  /** Makes the answers. */
  @Setup
  public void prepare() {
    MonitoringAnswers made = new MonitoringAnswers(1);
    ServerRef server = made.servers().get(0);
    replies =
        switch (answers) {
          // Of 2,143 streams in the cluster one in three, or all three replicas, are on this one.
          case JSZ -> List.of(made.jetStream(server, 0, JetStreamMix.common(2_143, 10)));
          case CONNZ -> made.connections(server, 10 * MonitoringAnswers.PAGE, false);
          case CONNZ_JWT -> made.connections(server, 10 * MonitoringAnswers.PAGE, true);
        };
  }

  /** Decodes as a source does, to what a snapshot is made of. */
  @Benchmark
  public SnapshotAssembler decode(Volume volume) {
    SnapshotAssembler assembler =
        new SnapshotAssembler(PLAN, MonitoringAnswers.NOW, "generated answers");
    for (Reply reply : replies) {
      assembler.reply(reply);
      volume.add(reply);
    }
    return assembler;
  }

  /** Goes over the tokens. */
  @Benchmark
  public int tokens(Volume volume) {
    int tokens = 0;
    for (Reply reply : replies) {
      try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), reply.body())) {
        while (parser.nextToken() != null) {
          tokens++;
        }
      }
      volume.add(reply);
    }
    return tokens;
  }
}
