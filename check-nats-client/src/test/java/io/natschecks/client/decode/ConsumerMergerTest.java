// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.StreamId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConsumerMergerTest {

  private static final StreamId STREAM = new StreamId(null, "A", "S");

  private static Consumer view(String server, String leader, long delivered) {
    return Consumer.builder(STREAM, "c", "ID-" + server, server)
        .cluster(new ClusterInfo("C1", leader, "G-" + server, List.of()))
        .deliveredConsumerSequence(delivered)
        .build();
  }

  /** Merges in every of many orders and expects one result. */
  private static Consumer merged(Consumer... views) {
    List<Consumer> order = new ArrayList<>(List.of(views));
    Consumer first = null;
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(order, new Random(seed));
      ConsumerMerger merger = new ConsumerMerger();
      order.forEach(each -> merger.add(List.of(each)));
      assertThat(merger.merge()).hasSize(1);
      Consumer result = merger.merge().get(0);
      first = first == null ? result : first;
      assertThat(result).isEqualTo(first);
    }
    return first;
  }

  @Test
  void keepsTheViewOfTheLeader() {
    Consumer leader = view("n2", "n2", 5);
    assertThat(merged(view("n1", "n2", 9), leader, view("n3", null, 0))).isEqualTo(leader);
  }

  @Test
  void keepsTheSmallestNameAndAllSurvivorsWithoutALeader() {
    Consumer result = merged(view("n3", null, 9), view("n2", "n1", 5));
    assertThat(result.serverName()).isEqualTo("n2");
    assertThat(result.survivors())
        .extracting(ClusterInfo::raftGroup)
        .containsExactly("G-n2", "G-n3");
  }

  @Test
  void believesTheOneOfTwoLeadersThatGotFurther() {
    assertThat(merged(view("n1", "n1", 5), view("n2", "n2", 6)).serverName()).isEqualTo("n2");
  }

  @Test
  void takesAServerWithoutAClusterForTheLeader() {
    Consumer alone = Consumer.builder(STREAM, "c", "ID1", "n1").build();
    assertThat(merged(alone).survivors()).isEmpty();
  }
}
