// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.service.ServiceBuilder;
import io.nats.service.ServiceEndpoint;
import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Service;
import io.natschecks.api.snapshot.ServiceInstance;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.gather.Clients;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Micro services of real accounts that are asked what they are. */
class AccountServicesTest {

  private static final SnapshotPlan SERVICES = SnapshotPlan.of(Set.of(Section.SERVICES));

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void knowsTheVersionWhereItMayAsk(String release, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("capture.zip");
    Snapshot taken;
    try (NatsCluster cluster = cluster(release, "");
        Connection system = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT);
        Connection acme = Clients.connect(cluster, "ACME");
        Connection asking = Clients.connect(cluster, "ACME");
        Connection beta = Clients.connect(cluster, "BETA");
        CaptureFile capture = CaptureFile.create(file)) {
      start(acme, "quote", "1.2.0");
      start(beta, "quote", "3.0.0");

      taken =
          NatsSnapshotSource.builder(system)
              .accounts(List.of(asking, acme))
              .build()
              .recordTo(capture)
              .take(SERVICES);

      assertThat(taken.coverage().of(Section.SERVICES)).isEqualTo(Entry.GATHERED);
      assertThat(taken.services()).extracting(Service::account).containsExactly("ACME", "BETA");
      ServiceInstance asked = only(taken.services().get(0));
      assertThat(asked.version()).isEqualTo("1.2.0");
      assertThat(asked.clientLanguage()).isEqualTo("java");
      assertThat(asked.serverId()).isEqualTo(taken.servers().get(0).id());
      assertThat(only(taken.services().get(1)).version()).isNull();

      Snapshot own = JetStreamSnapshotSource.of(asking).take(SERVICES);
      assertThat(own.coverage().of(Section.SERVICES)).isEqualTo(Entry.GATHERED);
      assertThat(own.services())
          .containsExactly(
              new Service(
                  "ACME",
                  "quote",
                  List.of(new ServiceInstance(asked.id(), null, "1.2.0", null, null, null))));
    }
    Snapshot replayed = CaptureSnapshotSource.open(file).take(SERVICES);
    assertThat(replayed.services()).isEqualTo(taken.services());
    assertThat(replayed.coverage()).isEqualTo(taken.coverage());
  }

  @Test
  void findsNoServiceWhereNobodyListens() throws Exception {
    try (NatsCluster cluster = cluster("2.15", "");
        Connection acme = Clients.connect(cluster, "ACME")) {
      Snapshot own = JetStreamSnapshotSource.of(acme).take(SERVICES);
      assertThat(own.services()).isEmpty();
      assertThat(own.coverage().of(Section.SERVICES)).isEqualTo(Entry.GATHERED);
    }
  }

  @Test
  void saysWhichAccountRefuses() throws Exception {
    try (NatsCluster cluster =
            cluster(
                "2.15",
                "users: [{user: mute, password: p, "
                    + "permissions: {publish: \"$SYS.REQ.USER.INFO\"}}]");
        Connection system = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT);
        Connection acme = Clients.connect(cluster, "ACME");
        Connection mute = Clients.connectAs("mute", "p", cluster.urls().get(0))) {
      start(acme, "quote", "1.2.0");
      Snapshot snapshot =
          NatsSnapshotSource.builder(system).accounts(List.of(mute)).build().take(SERVICES);
      assertThat(snapshot.services()).hasSize(1);
      assertThat(snapshot.coverage().of(Section.SERVICES).isGathered()).isTrue();
      assertThat(snapshot.coverage().of(Section.SERVICES).detail())
          .isEqualTo("account BETA: the user may not publish to $SRV.INFO");
    }
  }

  @Test
  void standsWhateverAnswers() throws Exception {
    try (NatsCluster cluster = cluster("2.15", "");
        Connection acme = Clients.connect(cluster, "ACME");
        Connection hostile = Clients.connect(cluster, "ACME")) {
      start(acme, "quote", "1.2.0");
      byte[] huge =
          ("{\"name\":\"big\",\"id\":\"X\",\"description\":\"" + "d".repeat(300_000) + "\"}")
              .getBytes(UTF_8);
      Dispatcher answers = hostile.createDispatcher();
      answers.subscribe(
          "$SRV.INFO",
          message -> {
            hostile.publish(message.getReplyTo(), "no JSON".getBytes(UTF_8));
            hostile.publish(message.getReplyTo(), new byte[0]);
            hostile.publish(message.getReplyTo(), huge);
          });
      hostile.flush(Duration.ofSeconds(5));

      Snapshot own = JetStreamSnapshotSource.of(acme).take(SERVICES);

      assertThat(own.services()).extracting(Service::name).containsExactly("quote");
      assertThat(own.coverage().of(Section.SERVICES))
          .isEqualTo(new Entry(Status.MALFORMED, "3 of 4 answers cannot be read"));
    }
  }

  @Test
  void readsNoMoreThanTenThousandAnswers() throws Exception {
    try (NatsCluster cluster = cluster("2.15", "");
        Connection acme = Clients.connect(cluster, "ACME");
        Connection hostile = Clients.connect(cluster, "ACME")) {
      Dispatcher answers = hostile.createDispatcher();
      answers.subscribe(
          "$SRV.INFO",
          message -> {
            for (int i = 0; i < 20_000; i++) {
              String answer = "{\"name\":\"swarm\",\"id\":\"" + i + "\"}";
              hostile.publish(message.getReplyTo(), answer.getBytes(UTF_8));
            }
          });
      hostile.flush(Duration.ofSeconds(5));

      Snapshot own = JetStreamSnapshotSource.of(acme).take(SERVICES);

      assertThat(own.services().get(0).instances()).hasSize(10_000);
      assertThat(own.coverage().of(Section.SERVICES).status()).isEqualTo(Status.TRUNCATED);
    }
  }

  private static NatsCluster cluster(String release, String more) {
    return NatsCluster.named("C")
        .servers(1, NatsServerBinary.release(release))
        .jetStream()
        .account("ACME", "acme", "secret", "jetstream: enabled")
        .account("BETA", "beta", "secret", more)
        .start();
  }

  private static void start(Connection connection, String name, String version) throws Exception {
    new ServiceBuilder()
        .connection(connection)
        .name(name)
        .version(version)
        .addServiceEndpoint(
            ServiceEndpoint.builder().endpointName(name).handler(message -> {}).build())
        .build()
        .startService();
    connection.flush(Duration.ofSeconds(5));
  }

  private static ServiceInstance only(Service service) {
    assertThat(service.instances()).hasSize(1);
    return service.instances().get(0);
  }
}
