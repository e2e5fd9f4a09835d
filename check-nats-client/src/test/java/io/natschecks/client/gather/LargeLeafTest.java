// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.NatsSnapshotSource;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A leaf server with so much in it, and so little that packing could make smaller, that a careless
 * question cuts it off its hub.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LargeLeafTest {

  private static final String CUT = "Maximum Message Payload Exceeded";
  private static final Pattern LEAF_ID = Pattern.compile("\"id\": *(\\d+)");
  private static final int CLIENTS = 300;

  private final List<Socket> clients = new ArrayList<>();
  private NatsCluster hub;
  private NatsCluster edge;
  private Connection system;
  private Connection tenant;
  private NatsSnapshotSource source;

  @BeforeAll
  void start() throws Exception {
    NatsServerBinary binary = NatsServerBinary.release("2.15");
    hub =
        NatsCluster.named("HUB")
            .servers(1, binary)
            .jetStream("hub")
            .account("ACME", "acme", "secret", "jetstream: enabled")
            .leafNodes()
            .start();
    edge =
        NatsCluster.named("EDGE")
            .servers(1, binary)
            .jetStream("edge")
            .account("ACME", "acme", "secret", "jetstream: enabled")
            .account("SMALL", "small", "secret", "jetstream: enabled")
            .account("SPRAWL", "sprawl", "secret", "jetstream: enabled")
            .leafOf(hub, "ACME", NatsCluster.SYSTEM_ACCOUNT)
            .start();
    system = Clients.connect(hub, NatsCluster.SYSTEM_ACCOUNT);
    tenant = Clients.connect(edge, "ACME");
    source = NatsSnapshotSource.of(system);
    Crowd.create(tenant, 30, 100, 600);
    try (Connection small = Clients.connect(edge, "SMALL")) {
      Crowd.create(small, 2, 100, 100);
    }
    Random random = new Random(2);
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(
          Clients.named(edge.server("edge1"), edge.login("ACME"), Crowd.text(random, 3500)));
    }
    awaitLeaf();
  }

  /** A new link carries questions only when the hub has learned who listens behind it. */
  private void awaitLeaf() {
    SnapshotPlan plan = SnapshotPlan.of(EnumSet.of(Section.VARZ));
    Eventually.until(
        "the leaf answers through the hub",
        Duration.ofSeconds(30),
        () -> !NatsSnapshotSource.of(system).take(plan).serversNamed("edge1").isEmpty());
  }

  @AfterAll
  void stop() throws Exception {
    for (Socket client : clients) {
      client.close();
    }
    for (AutoCloseable each : new AutoCloseable[] {tenant, system, edge, hub}) {
      if (each != null) {
        each.close();
      }
    }
  }

  @Test
  @Order(1)
  void aCarelessQuestionCutsTheLeafLink() throws Exception {
    TreeSet<String> before = leafLinks();

    String inbox = system.createInbox();
    Subscription answers = system.subscribe(inbox);
    system.publish(
        NatsMessage.builder()
            .subject("$SYS.REQ.SERVER.PING.JSZ")
            .replyTo(inbox)
            .headers(new Headers().add("Accept-Encoding", "gzip"))
            .data("{\"accounts\":true,\"streams\":true,\"consumer\":true,\"config\":true}")
            .build());

    Eventually.until("the link is cut", Duration.ofSeconds(20), () -> cuts() == 1);
    Eventually.until(
        "the links are back",
        Duration.ofSeconds(20),
        () -> leafLinks().size() == 2 && !leafLinks().equals(before));
    answers.unsubscribe();
    awaitLeaf();
  }

  @Test
  @Order(2)
  void theSnapshotLeavesOutWhatWouldCutTheLeafLink() throws Exception {
    TreeSet<String> before = leafLinks();
    long cuts = cuts();

    Snapshot snapshot = source.take(SnapshotPlan.everything());

    assertThat(cuts()).isEqualTo(cuts);
    assertThat(leafLinks()).isEqualTo(before);
    Server leaf = leaf(snapshot);
    List<Section> complete = new ArrayList<>(List.of(Section.values()));
    complete.removeAll(List.of(Section.JSZ_CONSUMERS, Section.LEAFZ_SUBSCRIPTIONS));
    for (Section section : complete) {
      assertThat(entry(snapshot, section)).as(section.name()).isEqualTo(Entry.GATHERED);
    }
    assertThat(entry(snapshot, Section.JSZ_CONSUMERS))
        .isEqualTo(
            new Entry(
                Status.TRUNCATED,
                "left out: 3000 consumers of account ACME,"
                    + " as an answer with them can cut the leaf link to the server"));
    assertThat(snapshot.streams()).hasSize(32).allMatch(stream -> stream.config() != null);
    assertThat(snapshot.consumers())
        .hasSize(200)
        .allMatch(consumer -> consumer.stream().account().equals("SMALL"))
        .allMatch(consumer -> consumer.config() != null);
    assertThat(snapshot.connections())
        .filteredOn(connection -> connection.serverId().equals(leaf.id()))
        .filteredOn(connection -> connection.name() != null && connection.name().length() == 3500)
        .hasSize(CLIENTS);
  }

  @Test
  @Order(3)
  void subscriptionsThatWouldCutTheLeafLinkAreLeftOutToo() throws Exception {
    TreeSet<String> before = leafLinks();
    long cuts = cuts();
    Random random = new Random(3);
    List<Subscription> subscriptions = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      subscriptions.add(tenant.subscribe("a." + Crowd.text(random, 600)));
    }
    tenant.flush(Duration.ofSeconds(20));

    Snapshot snapshot =
        source.take(SnapshotPlan.of(EnumSet.of(Section.CONNZ, Section.CONNZ_SUBSCRIPTIONS)));

    assertThat(cuts()).isEqualTo(cuts);
    assertThat(leafLinks()).isEqualTo(before);
    assertThat(entry(snapshot, Section.CONNZ)).isEqualTo(Entry.GATHERED);
    assertThat(entry(snapshot, Section.CONNZ_SUBSCRIPTIONS).status()).isEqualTo(Status.TRUNCATED);
    assertThat(entry(snapshot, Section.CONNZ_SUBSCRIPTIONS).detail())
        .matches(
            "left out: the 30\\d\\d subscriptions of connection \\d+,"
                + " as an answer with them can cut the leaf link to the server");
    subscriptions.forEach(Subscription::unsubscribe);
  }

  @Test
  @Order(4)
  void configurationsLongerThanReckonedCutTheLeafLinkOnce() throws Exception {
    try (Connection sprawl = Clients.connect(edge, "SPRAWL")) {
      Crowd.create(sprawl, 16, 0, 120_000);
    }
    long cuts = cuts();
    SnapshotPlan plan = SnapshotPlan.of(EnumSet.of(Section.JSZ_STREAMS));
    Snapshot first = source.take(plan);
    assertThat(cuts()).isEqualTo(cuts + 1);
    assertThat(entry(first, Section.JSZ_STREAMS).status()).isEqualTo(Status.TIMED_OUT);

    awaitLeaf();
    Snapshot second = source.take(plan);

    assertThat(cuts()).isEqualTo(cuts + 1);
    assertThat(entry(second, Section.JSZ_STREAMS).status()).isEqualTo(Status.TRUNCATED);
    assertThat(second.streams()).hasSize(48).allMatch(stream -> stream.config() == null);
  }

  private Server leaf(Snapshot snapshot) {
    return snapshot.servers().stream()
        .filter(server -> server.name().equals("edge1"))
        .findFirst()
        .orElseThrow();
  }

  private Entry entry(Snapshot snapshot, Section section) {
    return snapshot.coverage().of(section, leaf(snapshot).id());
  }

  /** The ids that the hub gave to its leaf links; a link that was cut comes back with another. */
  private TreeSet<String> leafLinks() throws Exception {
    TreeSet<String> ids = new TreeSet<>();
    LEAF_ID
        .matcher(hub.server("hub1").get("/leafz").body())
        .results()
        .forEach(id -> ids.add(id.group(1)));
    return ids;
  }

  private long cuts() {
    return hub.server("hub1").log().lines().filter(line -> line.contains(CUT)).count();
  }
}
