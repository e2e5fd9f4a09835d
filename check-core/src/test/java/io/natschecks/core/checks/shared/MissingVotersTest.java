// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A majority while some have not voted. */
class MissingVotersTest {

  @Test
  void waitsForThoseWhoCouldTurnTheVote() {
    assertThat(of("a", "a", "b").ofMoreThanHalf(1)).isNull();
    assertThat(of("a", "a", "a", "b").ofMoreThanHalf(1)).isEqualTo("a");
  }

  @Property
  void noVoteOfTheMissingTurnsAMajority(
      @ForAll List<@IntRange(max = 2) Integer> votes,
      @ForAll List<@IntRange(max = 2) Integer> late) {
    Integer winner = Majority.of(votes, Comparator.naturalOrder()).ofMoreThanHalf(late.size());

    if (winner != null) {
      List<Integer> all = new ArrayList<>(votes);
      all.addAll(late);
      assertThat(Majority.of(all, Comparator.naturalOrder()).ofMoreThanHalf()).isEqualTo(winner);
    }
  }

  private static Majority<String> of(String... ballots) {
    return Majority.of(List.of(ballots), Comparator.naturalOrder());
  }
}
