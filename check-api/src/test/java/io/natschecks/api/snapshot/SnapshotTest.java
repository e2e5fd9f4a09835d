// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  @Test
  void theOrderOfItsPartsNeverShows() {
    Server a = Server.builder("N2", "a").cluster("C").build();
    Server b = Server.builder("N1", "b").cluster("C").build();

    assertThat(Snapshot.builder(NOW).servers(List.of(b, a)).build().servers())
        .isEqualTo(Snapshot.builder(NOW).servers(List.of(a, b)).build().servers())
        .containsExactly(a, b);
  }

  @Test
  void findsServersByIdNameAndTrimmedCluster() {
    Server a = Server.builder("N1", "a").cluster(" C ").build();
    Server b = Server.builder("N2", "b").cluster("C").build();
    Server leaf = Server.builder("N3", "a").build();
    Snapshot snapshot = Snapshot.builder(NOW).servers(List.of(a, b, leaf)).build();

    assertThat(snapshot.server("N2")).isSameAs(b);
    assertThat(snapshot.server("N9")).isNull();
    assertThat(snapshot.serversNamed("a")).containsExactly(leaf, a);
    assertThat(snapshot.serversOfCluster("C")).containsExactly(a, b);
    assertThat(snapshot.clusterNames()).containsExactly("C");
  }

  @Test
  void findsTheConsumersOfAStream() {
    StreamId orders = new StreamId(null, "ACME", "ORDERS");
    StreamId events = new StreamId("edge", "ACME", "ORDERS");
    Snapshot snapshot =
        Snapshot.builder(NOW)
            .consumers(List.of(consumer(events, "z"), consumer(orders, "b"), consumer(orders, "a")))
            .build();

    assertThat(snapshot.consumersOf(orders)).extracting(Consumer::name).containsExactly("a", "b");
    assertThat(snapshot.consumersOf(events)).extracting(Consumer::name).containsExactly("z");
  }

  @Test
  void findsAConsumerByName() {
    StreamId orders = new StreamId(null, "ACME", "ORDERS");
    Snapshot snapshot =
        Snapshot.builder(NOW)
            .consumers(List.of(consumer(orders, "c"), consumer(orders, "a"), consumer(orders, "b")))
            .build();

    for (Consumer consumer : snapshot.consumers()) {
      assertThat(snapshot.consumer(orders, consumer.name())).isSameAs(consumer);
    }
    assertThat(snapshot.consumer(orders, "B")).isNull();
    assertThat(snapshot.consumer(orders, "z")).isNull();
    assertThat(snapshot.consumer(new StreamId("edge", "ACME", "ORDERS"), "a")).isNull();
  }

  @Test
  void addsUpTheConnectionsOfAUser() {
    Snapshot snapshot =
        Snapshot.builder(NOW)
            .connections(
                List.of(
                    connection("N1", 1, "ACME", "alice"),
                    connection("N2", 1, "ACME", "alice"),
                    connection("N2", 2, "BETA", "alice"),
                    connection("N2", 3, "BETA", null)))
            .build();

    assertThat(snapshot.users())
        .containsExactly(new User("ACME", "alice", 2, null), new User("BETA", "alice", 1, null));
    assertThat(snapshot.connectionsOf("N2")).hasSize(3);
  }

  @Test
  void countsNoUserTwiceNorWhoUsedAToken() {
    Connection twice = connection("N1", 1, "ACME", "alice");
    Snapshot snapshot =
        Snapshot.builder(NOW)
            .connections(List.of(twice, twice, connection("N1", 2, "ACME", "[REDACTED]")))
            .build();

    assertThat(snapshot.users()).containsExactly(new User("ACME", "alice", 1, null));
  }

  @Test
  void oneBearerTokenMakesABearerUser() {
    Connection one = connection("N1", 1, "ACME", "alice").toBuilder().bearer(false).build();
    Connection other = connection("N1", 2, "ACME", "alice").toBuilder().bearer(true).build();
    Connection hidden = connection("N1", 3, "ACME", "alice");
    Snapshot snapshot = Snapshot.builder(NOW).connections(List.of(one, other, hidden)).build();

    assertThat(snapshot.users()).containsExactly(new User("ACME", "alice", 3, true));
  }

  private static Consumer consumer(StreamId stream, String name) {
    return Consumer.builder(stream, name, "N1", "n1").build();
  }

  private static Connection connection(String serverId, long cid, String account, String user) {
    return Connection.builder(serverId, cid).account(account).user(user).build();
  }
}
