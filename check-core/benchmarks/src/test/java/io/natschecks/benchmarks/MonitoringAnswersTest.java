// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.decode.SnapshotAssembler;
import io.natschecks.client.reply.ServerRef;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitoringAnswersTest {

  private static final SnapshotPlan PLAN =
      SnapshotPlan.of(List.of(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS, Section.CONNZ));

  private final MonitoringAnswers answers = new MonitoringAnswers(7);

  @Test
  void areDecodedWithoutGaps() {
    Snapshot snapshot = decode(false);
    for (Section section : PLAN.sections()) {
      for (ServerRef server : answers.servers()) {
        assertThat(snapshot.coverage().of(section, server.id()).isGathered())
            .as("%s: %s", section, snapshot.coverage().of(section, server.id()))
            .isTrue();
      }
    }
    assertThat(snapshot.streams()).hasSize(50);
    assertThat(snapshot.consumers())
        .hasSize(200)
        .allMatch(Consumer::isLeaderView)
        .allMatch(consumer -> consumer.config() != null && consumer.lastAcknowledged() != null);
    assertThat(snapshot.streams()).anyMatch(stream -> stream.views().size() == 3);
    assertThat(snapshot.connections()).hasSize(3 * 1_500).extracting("bearer").containsOnlyNulls();
  }

  @Test
  void holdJwtsThatCanBeOpened() {
    assertThat(decode(true).connections())
        .hasSize(3 * 1_500)
        .extracting(Connection::bearer)
        .containsOnly(false);
  }

  @Test
  void areEqualForEqualSeeds() {
    ServerRef server = answers.servers().get(0);
    assertThat(new MonitoringAnswers(7).connections(server, 0, 10, true).body())
        .isEqualTo(answers.connections(server, 0, 10, true).body());
  }

  private Snapshot decode(boolean withJwts) {
    SnapshotAssembler assembler = new SnapshotAssembler(PLAN, MonitoringAnswers.NOW, "answers");
    for (ServerRef server : answers.servers()) {
      assembler.reply(answers.jetStream(server, 0, JetStreamMix.common(50, 4)));
      answers.connections(server, 1_500, withJwts).forEach(assembler::reply);
    }
    return assembler.assemble(Duration.ZERO);
  }
}
