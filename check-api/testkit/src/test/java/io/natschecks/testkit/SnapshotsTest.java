// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

  @Provide
  Arbitrary<Snapshot> snapshots() {
    return Snapshots.any();
  }

  @Property(tries = 200)
  void areValid(@ForAll("snapshots") Snapshot snapshot) {
    assertThat(snapshot.servers()).hasSizeBetween(0, 6);
    assertThat(snapshot.servers()).extracting(Server::id).doesNotHaveDuplicates();
    assertThat(snapshot.streams()).extracting(stream -> stream.id()).doesNotHaveDuplicates();
    assertThat(snapshot.connections()).allMatch(Connection::isOpen);
    assertThat(snapshot.closedConnections()).noneMatch(Connection::isOpen);
    assertThat(snapshot.toBuilder().build().servers()).isEqualTo(snapshot.servers());
  }

  @Provide
  Arbitrary<Snapshot> healthy() {
    return Snapshots.healthy();
  }

  @Property(tries = 50)
  void holdTheHealthyDeploymentAndMore(@ForAll("healthy") Snapshot snapshot) {
    Snapshot least = Deployments.healthy().snapshot();
    assertThat(snapshot.servers())
        .extracting(Server::name)
        .containsAll(least.servers().stream().map(Server::name).toList())
        .doesNotHaveDuplicates();
    assertThat(snapshot.streams()).hasSizeBetween(5, 25).allMatch(s -> s.leaderView() != null);
    assertThat(snapshot.consumers()).hasSizeBetween(6, 26);
    assertThat(CheckTester.of(SampleChecks.manyConnections()).run(snapshot).findings()).isEmpty();
  }

  @Test
  void areEqualForEqualSeeds() {
    Snapshot one = RandomSnapshots.of(3, 4, RandomSnapshots.HOSTILE_NAMES);
    Snapshot other = RandomSnapshots.of(3, 4, RandomSnapshots.HOSTILE_NAMES);
    assertThat(other.servers()).isEqualTo(one.servers());
    assertThat(other.consumers()).isEqualTo(one.consumers());
    assertThat(other.coverage()).isEqualTo(one.coverage());
  }

  @Test
  void meetTheExtremes() {
    Set<Coverage.Status> statuses = EnumSet.noneOf(Coverage.Status.class);
    boolean sectionMissing = false;
    boolean sectionThere = false;
    boolean greatest = false;
    boolean unlimited = false;
    boolean long10k = false;
    for (long seed = 0; seed < 100; seed++) {
      Snapshot snapshot = RandomSnapshots.of(seed, 6, RandomSnapshots.HOSTILE_NAMES);
      for (Section section : Section.values()) {
        statuses.add(snapshot.coverage().of(section).status());
      }
      for (Server server : snapshot.servers()) {
        sectionMissing |= server.statistics() == null;
        sectionThere |= server.statistics() != null;
        greatest |= server.statistics() != null && server.statistics().inBytes() == Long.MAX_VALUE;
        unlimited |= server.config() != null && server.config().maxConnections().isUnlimited();
        long10k |= server.name().length() == 10_000;
      }
    }
    assertThat(statuses).containsExactly(Coverage.Status.values());
    assertThat(sectionMissing && sectionThere && greatest && unlimited && long10k).isTrue();
  }
}
