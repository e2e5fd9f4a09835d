// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.client.gather.Clients;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsClusterBuilder;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.Resolver;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots of real clusters, from each source. */
class LiveSourcesTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void everySourceSeesTheSameStreams(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("C")
                .servers(3, NatsServerBinary.release(release))
                .jetStream()
                .account("ACME", "acme", "secret", "jetstream: enabled")
                .start();
        Connection system = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT);
        Connection tenant = Clients.connect(cluster, "ACME")) {
      populate(tenant);
      Snapshot whole = NatsSnapshotSource.of(system).take(SnapshotPlan.everything());
      Snapshot http = HttpSnapshotSource.of(cluster.monitors()).take(SnapshotPlan.everything());
      Snapshot own = JetStreamSnapshotSource.of(tenant).take(SnapshotPlan.everything());

      assertComplete(whole, release);
      assertComplete(http, release);
      for (Snapshot snapshot : List.of(whole, http, own)) {
        assertThat(snapshot.streams())
            .extracting(stream -> stream.id().name())
            .containsExactly("MEMORY", "ORDERS");
        Stream orders = snapshot.streams().get(1);
        assertThat(orders.id().account()).isEqualTo("ACME");
        assertThat(orders.config()).isEqualTo(whole.streams().get(1).config());
        assertThat(orders.leaderView()).isNotNull();
        assertThat(orders.leaderView().state().messages()).isEqualTo(5);
        assertThat(orders.leaderView().cluster().replicas()).hasSize(2);
        assertThat(snapshot.consumers())
            .singleElement()
            .satisfies(
                consumer -> {
                  assertThat(consumer.name()).isEqualTo("worker");
                  assertThat(consumer.pending()).isEqualTo(5);
                  assertThat(consumer.config()).isEqualTo(whole.consumers().get(0).config());
                });
      }
      assertThat(own.coverage().of(Section.VARZ).status()).isEqualTo(Status.REFUSED);
      assertThat(own.coverage().of(Section.JSZ_CONSUMERS)).isEqualTo(Coverage.Entry.GATHERED);
      assertThat(own.accounts())
          .singleElement()
          .satisfies(each -> assertThat(each.jetStream()).hasSize(1));
    }
  }

  private static void assertComplete(Snapshot snapshot, String release) {
    Set<Section> sections = EnumSet.allOf(Section.class);
    if (release.equals("2.9")) {
      sections.remove(Section.RAFTZ);
      assertThat(snapshot.coverage().of(Section.RAFTZ).status()).isEqualTo(Status.NOT_IN_RELEASE);
    }
    for (Section section : sections) {
      assertThat(snapshot.coverage().of(section))
          .as(section.name())
          .isEqualTo(Coverage.Entry.GATHERED);
      assertThat(snapshot.coverage().exceptions(section)).as(section.name()).isEmpty();
    }
    assertThat(snapshot.servers()).extracting(Server::name).containsExactly("c1", "c2", "c3");
    assertThat(snapshot.silentServers()).isEmpty();
    assertThat(snapshot.metaGroups()).hasSize(1);
    assertThat(snapshot.account("ACME")).isNotNull();
    assertThat(snapshot.account("ACME").views()).hasSize(3);
    assertThat(snapshot.connections()).isNotEmpty();
  }

  @Test
  void readsAccountsByTheirKeysInOperatorMode(@TempDir Path folder) throws Exception {
    JwtOperator operator = JwtOperator.named("OP");
    operator.account("ACME").limit("conn", 40);
    NatsClusterBuilder plan =
        NatsCluster.named("J")
            .servers(3, NatsServerBinary.release("2.10"))
            .jetStream()
            .operator(operator, Resolver.FULL);
    Path file = folder.resolve("capture.zip");
    Snapshot taken;
    try (NatsCluster cluster = plan.start();
        Connection system = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT);
        Connection tenant = Clients.connect(cluster, "ACME");
        CaptureFile capture = CaptureFile.create(file)) {
      populate(tenant);
      Snapshot snapshot =
          CompositeSnapshotSource.of(
                  NatsSnapshotSource.of(system), HttpSnapshotSource.of(cluster.monitors()))
              .recordTo(capture)
              .take(SnapshotPlan.everything());

      String id = cluster.accountId("ACME");
      assertThat(snapshot.account(id)).isNotNull();
      assertThat(snapshot.account(id).name()).isEqualTo("ACME");
      assertThat(snapshot.account(id).claims()).isNotNull();
      assertThat(snapshot.account(id).claims().connections().value()).hasValue(40);
      assertThat(snapshot.streams()).allMatch(stream -> stream.id().account().equals(id));
      assertThat(snapshot.coverage().of(Section.RAFTZ)).isEqualTo(Coverage.Entry.GATHERED);
      taken = snapshot;
    }
    Snapshot replayed = CaptureSnapshotSource.open(file).take(SnapshotPlan.everything());
    assertThat(replayed.streams()).isEqualTo(taken.streams());
    assertThat(replayed.servers()).isEqualTo(taken.servers());
    assertThat(replayed.accounts()).isEqualTo(taken.accounts());
  }

  @Test
  void refusesInOneSentenceWithoutSecrets() throws Exception {
    assertThatThrownBy(
            () ->
                HttpSnapshotSource.of(List.of(URI.create("http://me:hidden@127.0.0.1:1")))
                    .take(SnapshotPlan.everything()))
        .isInstanceOf(SnapshotException.class)
        .hasMessage("No monitoring port answered: nothing listens at http://127.0.0.1:1");
    assertThatThrownBy(() -> HttpSnapshotSource.of(List.of(URI.create("nats://me:hidden@x"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hidden");
  }

  private static void populate(Connection tenant) throws Exception {
    JetStreamManagement management = tenant.jetStreamManagement();
    Eventually.until(
        "JetStream takes streams",
        Duration.ofSeconds(30),
        () -> {
          management.addStream(
              StreamConfiguration.builder()
                  .name("ORDERS")
                  .subjects("orders.>")
                  .replicas(3)
                  .maxBytes(1 << 20)
                  .build());
          return true;
        });
    management.addStream(
        StreamConfiguration.builder()
            .name("MEMORY")
            .subjects("memory")
            .storageType(io.nats.client.api.StorageType.Memory)
            .maxAge(Duration.ofHours(1))
            .build());
    management.addOrUpdateConsumer(
        "ORDERS", ConsumerConfiguration.builder().durable("worker").build());
    for (int i = 0; i < 5; i++) {
      tenant.jetStream().publish("orders." + i, new byte[10]);
    }
  }
}
