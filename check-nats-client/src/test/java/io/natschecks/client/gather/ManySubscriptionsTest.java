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
import io.natschecks.client.HttpSnapshotSource;
import io.natschecks.client.NatsSnapshotSource;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server on which clients have so many subscriptions that one answer with all would hurt. */
class ManySubscriptionsTest {

  private static final SnapshotPlan PLAN =
      SnapshotPlan.of(
          EnumSet.of(Section.VARZ, Section.CONNZ, Section.CONNZ_SUBSCRIPTIONS, Section.SERVICES));

  private final Random random = new Random(4);
  private final List<Socket> clients = new ArrayList<>();
  private NatsCluster cluster;
  private Connection system;

  @AfterEach
  void stop() throws Exception {
    for (Socket client : clients) {
      client.close();
    }
    for (AutoCloseable each : new AutoCloseable[] {system, cluster}) {
      if (each != null) {
        each.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void leavesOutAConnectionThatAloneIsTooLarge(String release) throws Exception {
    start(release);
    service("I1");
    subscribe(200_000);
    service("I2");

    for (Snapshot snapshot :
        List.of(
            NatsSnapshotSource.of(system).take(PLAN),
            HttpSnapshotSource.of(cluster.monitors()).take(PLAN))) {
      assertUnharmed(snapshot);
      String server = snapshot.servers().get(0).id();
      assertThat(snapshot.coverage().of(Section.CONNZ, server)).isEqualTo(Entry.GATHERED);
      assertThat(snapshot.connections())
          .filteredOn(connection -> "ACME".equals(connection.account()))
          .hasSize(3)
          .filteredOn(connection -> connection.subjects() == null)
          .singleElement()
          .extracting("subscriptions")
          .isEqualTo(200_000);
      for (Section section : List.of(Section.CONNZ_SUBSCRIPTIONS, Section.SERVICES)) {
        Entry entry = snapshot.coverage().of(section, server);
        assertThat(entry.status()).isEqualTo(Status.TRUNCATED);
        assertThat(entry.detail())
            .matches(
                "left out: the 200000 subscriptions of connection \\d+,"
                    + " as an answer with them can be more than a server lets wait for a client");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void readsConnectionsWholeThatAreTooLargeTogether(String release) throws Exception {
    start(release);
    service("I1");
    for (int i = 0; i < 5; i++) {
      subscribe(40_000);
    }
    service("I2");

    Snapshot snapshot = NatsSnapshotSource.of(system).take(PLAN);

    assertUnharmed(snapshot);
    assertThat(snapshot.connections())
        .allMatch(
            connection ->
                connection.subjects() != null
                    && connection.subjects().size() == connection.subscriptions());
    for (Section section : PLAN.sections()) {
      assertThat(snapshot.coverage().of(section)).as(section.name()).isEqualTo(Entry.GATHERED);
      assertThat(snapshot.coverage().exceptions(section)).as(section.name()).isEmpty();
    }
  }

  private void start(String release) throws Exception {
    cluster =
        NatsCluster.named("S")
            .servers(1, NatsServerBinary.release(release))
            .account("ACME", "acme", "secret", "")
            .start();
    system = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT);
  }

  /** The connection is as good as before, the server has cut nobody, and services are found. */
  private void assertUnharmed(Snapshot snapshot) throws Exception {
    assertThat(system.getStatus()).isEqualTo(Connection.Status.CONNECTED);
    assertThat(system.getStatistics().getReconnects()).isZero();
    assertThat(cluster.server("s1").get("/varz").body()).containsPattern("\"slow_consumers\": *0,");
    assertThat(snapshot.services())
        .singleElement()
        .satisfies(
            service ->
                assertThat(service.instances()).extracting("id").containsExactly("I1", "I2"));
  }

  private void service(String instance) throws IOException {
    subscribe(List.of("$SRV.PING.quote." + instance));
  }

  /** Subscribes to subjects of 100 bytes that hardly get smaller by packing. */
  private void subscribe(int subscriptions) throws IOException {
    List<String> subjects = new ArrayList<>(subscriptions);
    for (int i = 0; i < subscriptions; i++) {
      subjects.add(Crowd.text(random, 100));
    }
    subscribe(subjects);
  }

  private void subscribe(List<String> subjects) throws IOException {
    Socket client = Clients.raw(cluster.server("s1"), cluster.login("ACME"));
    clients.add(client);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < subjects.size(); i++) {
      text.append("SUB ").append(subjects.get(i)).append(' ').append(i + 1).append("\r\n");
    }
    text.append("PING\r\n");
    client.getOutputStream().write(text.toString().getBytes(StandardCharsets.US_ASCII));
    client.setSoTimeout(20_000);
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    String line = in.readLine();
    while (line != null && !line.equals("PONG")) {
      line = in.readLine();
    }
    assertThat(line).isEqualTo("PONG");
  }
}
