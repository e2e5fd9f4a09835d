// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.testkit.CheckTester;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LastingStateTest {

  /** Each snapshot is in any of the states: none, leaderless, catching up, both. */
  @Property(tries = 100)
  void isConfirmedByTheSnapshotsInARowThatShowItWhateverElseTheyShow(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 3) Integer> states,
      @ForAll @IntRange(min = 1, max = 6) int confirmations) {
    int inARow = 0;
    while (inARow < states.size() && (states.get(states.size() - 1 - inARow) & 2) != 0) {
      inARow++;
    }

    CheckResult result = run(states, confirmations);

    assertThat(result.findings()).hasSize(inARow > 0 && inARow >= confirmations ? 1 : 0);
    boolean mayBeOlder = inARow == states.size() && inARow < confirmations;
    assertThat(result.notLookedAt()).isEqualTo(mayBeOlder ? 1 : 0);
  }

  @Test
  void keepsItsBitsSinceHistoriesAreStored() {
    Set<Long> bits = new TreeSet<>();
    for (int state = 0; state < 4; state++) {
      bits.add(LastingState.bitsOf(in(state).apply(node()).build()));
    }

    assertThat(bits).containsExactly(0L, 1L, 2L, 3L);
    assertThat(LastingState.bitsOf(in(1).apply(node()).build())).isEqualTo(1);
  }

  private static CheckResult run(List<Integer> states, int confirmations) {
    int last = states.size() - 1;
    List<DeploymentBuilder> all =
        Deployments.past(last, Duration.ofMinutes(1)).stream()
            .map(DeploymentBuilder::from)
            .collect(Collectors.toCollection(ArrayList::new));
    all.add(Deployments.healthy());
    for (int i = 0; i <= last; i++) {
      all.get(i).raftNode("a2", OrdersGroup.NAME, in(states.get(i)));
    }
    return CheckTester.of(new RaftCatchingUp())
        .with(LastingState.CONFIRMATIONS, (long) confirmations)
        .after(all.subList(0, last).stream().map(DeploymentBuilder::snapshot).toList())
        .run(all.get(last).snapshot());
  }

  private static RaftNode.Builder node() {
    return RaftNode.builder("ID", "ACME", OrdersGroup.NAME, "peer").everHadLeader(true);
  }

  private static UnaryOperator<RaftNode.Builder> in(int state) {
    return node -> node.leader((state & 1) != 0 ? null : "peer-a1").catchingUp((state & 2) != 0);
  }
}
