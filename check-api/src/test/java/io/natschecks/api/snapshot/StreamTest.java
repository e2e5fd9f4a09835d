// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamTest {

  private static final StreamConfig THREE_REPLICAS = StreamConfig.builder().replicas(3).build();
  private static final StreamConfig ONE_REPLICA = StreamConfig.builder().replicas(1).build();

  @Test
  void theServerThatNamesItselfLeads() {
    assertThat(leaderOf(THREE_REPLICAS, view("n1", "n2", 5, "n2"), view("n2", "n2", 5, "n1")))
        .isEqualTo("n2");
  }

  @Test
  void nobodyLeadsWhereNoViewNamesItself() {
    assertThat(leaderOf(THREE_REPLICAS, view("n1", "n2", 5, "n2"))).isNull();
    assertThat(leaderOf(THREE_REPLICAS, view("n1", null, 5, "n1", "n2"))).isNull();
  }

  @Test
  void theHigherSequenceLeadsOfTwoThatClaimTo() {
    assertThat(leaderOf(THREE_REPLICAS, view("n1", "n1", 5, "n2"), view("n2", "n2", 6, "n1")))
        .isEqualTo("n2");
  }

  @Test
  void aServerThatListsNoReplicasDoesNotLeadAReplicatedStream() {
    assertThat(leaderOf(THREE_REPLICAS, view("n1", "n1", 9))).isNull();
    assertThat(leaderOf(THREE_REPLICAS, view("n1", "n1", 9), view("n2", "n2", 5, "n1")))
        .isEqualTo("n2");
    assertThat(leaderOf(null, view("n1", "n1", 9), view("n2", "n2", 5, "n1"))).isEqualTo("n2");
  }

  @Test
  void aServerThatListsNoReplicasLeadsAStreamOfOne() {
    assertThat(leaderOf(ONE_REPLICA, view("n1", "n1", 9))).isEqualTo("n1");
    assertThat(leaderOf(null, view("n1", "n1", 9))).isEqualTo("n1");
  }

  @Test
  void aServerWithoutAClusterLeads() {
    StreamView alone = new StreamView("ID", "n1", state(5), null, null, List.of());

    assertThat(leaderOf(ONE_REPLICA, alone)).isEqualTo("n1");
  }

  private static @Nullable String leaderOf(@Nullable StreamConfig config, StreamView... views) {
    StreamId id = new StreamId(null, "ACME", "ORDERS");
    StreamView leader = new Stream(id, Instant.EPOCH, config, List.of(views)).leaderView();
    return leader == null ? null : leader.serverName();
  }

  private static StreamView view(
      String server, @Nullable String leader, long lastSequence, String... replicas) {
    List<Replica> peers =
        Arrays.stream(replicas).map(name -> new Replica(name, null, true, false, null, 0)).toList();
    return new StreamView(
        "ID-" + server,
        server,
        state(lastSequence),
        new ClusterInfo("C1", leader, null, peers),
        null,
        List.of());
  }

  private static StreamState state(long lastSequence) {
    return new StreamState(0, 0, 0, lastSequence, null, 0, 0, 0);
  }
}
