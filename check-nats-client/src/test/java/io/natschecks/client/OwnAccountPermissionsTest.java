// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.testkit.server.Eventually;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The permissions of a user who looks at one account alone. */
@Tag("slow")
@ParameterizedClass
@ValueSource(strings = {"2.9", "2.10", "2.15"})
class OwnAccountPermissionsTest {

  private static LeastPrivilegeCluster cluster;

  /** Declared so that {@link #start} can be given it. */
  @Parameter private String release;

  @BeforeParameterizedClassInvocation
  static void start(String release) throws Exception {
    cluster = new LeastPrivilegeCluster(release, 3);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void theOwnAccountShowsAllThatFullPermissionsShow() throws Exception {
    try (Connection least = cluster.connect("own")) {
      Snapshot all = JetStreamSnapshotSource.of(cluster.tenant()).take(SnapshotPlan.everything());
      Snapshot seen = JetStreamSnapshotSource.of(least).take(SnapshotPlan.everything());

      assertThat(seen.coverage()).isEqualTo(all.coverage());
      assertThat(Entities.of(seen)).isEqualTo(Entities.of(all));
      assertThat(seen.streams()).isNotEmpty();
      assertThat(seen.services()).hasSize(1);
      assertThat(least.getLastError()).isNullOrEmpty();
    }
  }

  @TestFactory
  Stream<DynamicTest> theOwnAccountReportsTheLossOfEach() {
    return cluster.own.subjects().stream()
        .map(subject -> dynamicTest(subject, () -> ownWithout(subject)));
  }

  private void ownWithout(String subject) throws Exception {
    try (Connection lacking = cluster.connectWithout("own", subject)) {
      JetStreamSnapshotSource source = JetStreamSnapshotSource.of(lacking);
      if (subject.equals("$JS.API.INFO") || subject.equals("_INBOX.>")) {
        assertThatThrownBy(() -> source.take(SnapshotPlan.everything()))
            .isInstanceOf(SnapshotException.class)
            .hasMessageStartingWith("The JetStream API cannot be asked: the user may not");
        return;
      }
      Snapshot seen = source.take(SnapshotPlan.everything());
      Entry streams = seen.coverage().of(Section.JSZ_STREAMS);
      Entry consumers = seen.coverage().of(Section.JSZ_CONSUMERS);
      switch (subject) {
        case "$JS.API.STREAM.LIST" -> {
          assertThat(streams.status()).isEqualTo(Status.REFUSED);
          assertThat(consumers).isEqualTo(streams);
          assertThat(streams.detail()).isEqualTo("the user may not publish to " + subject);
        }
        case "$JS.API.STREAM.NAMES" -> {
          assertThat(streams.status()).isEqualTo(Status.TRUNCATED);
          assertThat(streams.detail()).endsWith("the user may not publish to " + subject);
          assertThat(seen.streams()).isNotEmpty();
        }
        case "$JS.API.CONSUMER.LIST.*" -> {
          assertThat(consumers.status()).isEqualTo(Status.REFUSED);
          assertThat(consumers.detail()).contains("may not publish to $JS.API.CONSUMER.LIST.");
          assertThat(seen.consumers()).isEmpty();
        }
        case "$JS.API.CONSUMER.NAMES.*" ->
            // Only asked for where a leader is silent.
            assertThat(consumers).isEqualTo(Entry.GATHERED);
        case "$SRV.INFO" -> {
          Entry services = seen.coverage().of(Section.SERVICES);
          assertThat(services.status()).isEqualTo(Status.REFUSED);
          assertThat(services.detail()).endsWith(subject);
        }
        default -> {
          assertThat(streams.isGathered()).isTrue();
          assertThat(streams.detail())
              .isEqualTo(
                  "the id of the account is not known: the user may not publish to " + subject);
          assertThat(seen.accounts()).extracting(Account::id).containsExactly("own account");
        }
      }
    }
  }

  @Test
  void consumersWithASilentLeaderAreMissedByTheirNames() throws Exception {
    JetStreamManagement management = cluster.tenant().jetStreamManagement();
    management.addStream(
        StreamConfiguration.builder().name("SPREAD").subjects("spread").replicas(3).build());
    leadConsumerOn("c3");
    cluster.cluster().server("c3").pause();
    try (Connection least = cluster.connect("own");
        Connection lacking = cluster.connectWithout("own", "$JS.API.CONSUMER.NAMES.*")) {
      awaitLack(least, "no leader answered for some consumers of stream SPREAD");
      awaitLack(lacking, "the user may not publish to $JS.API.CONSUMER.NAMES.SPREAD");
    } finally {
      cluster.cluster().server("c3").resume();
      cluster.cluster().awaitFormed();
    }
    // An answer may come too late: then it is deleted, and cannot be deleted again.
    Eventually.until(
        "the stream is deleted",
        Duration.ofSeconds(30),
        () -> !management.getStreamNames().contains("SPREAD") || management.deleteStream("SPREAD"));
  }

  private void leadConsumerOn(String server) throws Exception {
    String leader = "";
    for (int i = 0; !leader.equals(server); i++) {
      assertThat(i).as("consumers without a leader on " + server).isLessThan(50);
      leader =
          cluster
              .tenant()
              .jetStreamManagement()
              .addOrUpdateConsumer(
                  "SPREAD",
                  ConsumerConfiguration.builder().durable("one-" + i).numReplicas(1).build())
              .getClusterInfo()
              .getLeader();
    }
  }

  private static void awaitLack(Connection connection, String detail) {
    Eventually.until(
        detail,
        Duration.ofSeconds(90),
        () -> {
          Entry consumers =
              JetStreamSnapshotSource.of(connection)
                  .take(SnapshotPlan.of(Set.of(Section.JSZ_CONSUMERS)))
                  .coverage()
                  .of(Section.JSZ_CONSUMERS);
          return consumers.status() == Status.TRUNCATED && consumers.detail().endsWith(detail);
        });
  }
}
