// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.benchmarks;

import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.decode.SnapshotAssembler;
import io.natschecks.client.reply.ServerRef;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Prints how much heap decoded streams, consumers and connections take: what is in use after a full
 * collection with them, less what is in use without. Run it with the serial collector, whose
 * figures are exact to the byte.
 */
public final class HeapReport {

  private static final SnapshotPlan PLAN =
      SnapshotPlan.of(List.of(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS, Section.CONNZ));

  /** The serial collector leaves some of the dead where they are, except every fourth time. */
  private static final int COLLECTIONS = 4;

  private static final int ACCOUNTS = 20;
  private static final int STREAMS_OF_ACCOUNT = 1_000;
  private static final int CONNECTIONS_OF_SERVER = 70_000;

  private final MonitoringAnswers answers = new MonitoringAnswers(1);

  private Snapshot weighed = Snapshot.builder(MonitoringAnswers.NOW).build();

  private HeapReport() {}

  /**
   * Prints the report.
   *
   * @param args none
   */
  public static void main(String[] args) {
    HeapReport report = new HeapReport();
    print("entity", "number", "bytes each");
    report.jetStream("1 in 5 R3", JetStreamMix.common(STREAMS_OF_ACCOUNT, 10));
    report.jetStream("all R3", JetStreamMix.replicated(STREAMS_OF_ACCOUNT, 10));
    report.connections("from configuration", false);
    report.connections("with JWT", true);
  }

  private void jetStream(String variant, JetStreamMix mix) {
    weighed = jetStreamSnapshot(mix);
    int consumers = weighed.consumers().size();
    int streams = weighed.streams().size();
    long all = heapInUse();
    weighed = weighed.toBuilder().consumers(List.of()).build();
    long withoutConsumers = heapInUse();
    weighed = weighed.toBuilder().streams(List.of()).build();
    print("consumer, " + variant, consumers, all - withoutConsumers);
    print("stream, " + variant, streams, withoutConsumers - heapInUse());
  }

  private void connections(String variant, boolean withJwts) {
    weighed = connectionSnapshot(withJwts);
    int connections = weighed.connections().size();
    long all = heapInUse();
    weighed = weighed.toBuilder().connections(List.of()).build();
    print("connection, " + variant, connections, all - heapInUse());
  }

  private Snapshot jetStreamSnapshot(JetStreamMix mix) {
    SnapshotAssembler assembler = assembler();
    for (int account = 0; account < ACCOUNTS; account++) {
      for (ServerRef server : answers.servers()) {
        assembler.reply(answers.jetStream(server, account, mix));
      }
    }
    return assembler.assemble(Duration.ZERO);
  }

  private Snapshot connectionSnapshot(boolean withJwts) {
    SnapshotAssembler assembler = assembler();
    for (ServerRef server : answers.servers()) {
      for (int page = 0; page * MonitoringAnswers.PAGE < CONNECTIONS_OF_SERVER; page++) {
        assembler.reply(answers.connections(server, page, CONNECTIONS_OF_SERVER, withJwts));
      }
    }
    return assembler.assemble(Duration.ZERO);
  }

  private static SnapshotAssembler assembler() {
    return new SnapshotAssembler(PLAN, MonitoringAnswers.NOW, "generated answers");
  }

  static long heapInUse() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void print(String entity, long number, long bytes) {
    print(
        entity,
        String.format(Locale.ROOT, "%,d", number),
        String.format(Locale.ROOT, "%,d", Math.round((double) bytes / number)));
  }

  private static void print(String entity, String number, String bytes) {
    System.out.printf(Locale.ROOT, "%-32s %12s %12s%n", entity, number, bytes);
  }
}
