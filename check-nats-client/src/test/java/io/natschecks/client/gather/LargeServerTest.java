// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.NatsSnapshotSource;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server whose streams and consumers make answers of several megabytes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeServerTest {

  private static final int CONSUMERS = 10_000;
  private static final SnapshotPlan STREAMS_AND_CONSUMERS =
      SnapshotPlan.of(Set.of(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS));

  private NatsCluster cluster;
  private Connection system;

  @BeforeAll
  void start() throws Exception {
    cluster =
        NatsCluster.named("S")
            .servers(1, NatsServerBinary.release("2.15"))
            .jetStream()
            .account("ACME", "acme", "secret", "jetstream: enabled")
            .start();
    system = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT);
    try (Connection tenant = Clients.connect(cluster, "ACME")) {
      Crowd.create(tenant, 20, CONSUMERS / 20, 300);
    }
  }

  @AfterAll
  void stop() throws Exception {
    if (system != null) {
      system.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void anAnswerOfManyMegabytesArrives() throws Exception {
    Gathered gathered = new Gathered();
    new SystemGatherer(system, GatherLimits.DEFAULT, Clock.systemUTC())
        .gather(Wanted.all(STREAMS_AND_CONSUMERS), gathered, Deadline.in(Duration.ofMinutes(1)));
    assertThat(gathered.of(Endpoint.JSZ_DETAIL))
        .extracting(Reply::body)
        .anyMatch(body -> body.length > 8 << 20);

    Snapshot snapshot = NatsSnapshotSource.of(system).take(STREAMS_AND_CONSUMERS);

    assertThat(snapshot.streams()).hasSize(20);
    assertThat(snapshot.consumers())
        .hasSize(CONSUMERS)
        .allMatch(consumer -> consumer.config() != null);
    assertThat(snapshot.coverage().of(Section.JSZ_CONSUMERS)).isEqualTo(Entry.GATHERED);
  }

  @Test
  void aServerWithTooManyConsumersIsAskedWithoutTheirConfiguration() throws Exception {
    Snapshot snapshot =
        NatsSnapshotSource.builder(system)
            .largeServerConsumers(CONSUMERS - 1)
            .build()
            .take(STREAMS_AND_CONSUMERS);

    assertThat(snapshot.streams()).hasSize(20).allMatch(stream -> stream.config() != null);
    assertThat(snapshot.consumers())
        .hasSize(CONSUMERS)
        .allMatch(consumer -> consumer.config() == null);
    String server = snapshot.servers().get(0).id();
    assertThat(snapshot.coverage().of(Section.JSZ_STREAMS, server)).isEqualTo(Entry.GATHERED);
    assertThat(snapshot.coverage().of(Section.JSZ_CONSUMERS, server))
        .isEqualTo(
            new Entry(
                Status.TRUNCATED,
                "the configuration of consumers was left out:"
                    + " the server has 10000 of them, more than 9999"));
  }
}
