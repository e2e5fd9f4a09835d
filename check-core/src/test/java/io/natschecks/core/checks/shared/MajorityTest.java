// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MajorityTest {

  @Test
  void breaksATieAsItIsTold() {
    Majority<Integer> tie = votes(1, 2, 1, 2, 3);

    assertThat(tie.greatestOfMost()).isEqualTo(2);
    assertThat(tie.smallestOfMost()).isEqualTo(1);
    assertThat(tie.ofMoreThanHalf()).isNull();
  }

  @Test
  void halfIsNotMoreThanHalf() {
    assertThat(votes(1, 1, 2, 3).ofMoreThanHalf()).isNull();
    assertThat(votes(1, 1, 1, 2, 3).ofMoreThanHalf()).isEqualTo(1);
  }

  @Test
  void nobodyWinsWithoutVoters() {
    Majority<Integer> none = votes();

    assertThat(none.greatestOfMost()).isNull();
    assertThat(none.smallestOfMost()).isNull();
    assertThat(none.ofMoreThanHalf()).isNull();
    assertThat(none.voters()).isZero();
    assertThat(none.isDecided(0)).isTrue();
    assertThat(none.isDecided(1)).isFalse();
  }

  @Test
  void aTieWithAGreaterValueIsNotDecided() {
    assertThat(votes(1, 1, 2).isDecided(1)).isFalse();
    assertThat(votes(2, 2, 1).isDecided(1)).isTrue();
  }

  @Property
  void theWinnerHasMostVotes(@ForAll @Size(min = 1) List<@IntRange(max = 5) Integer> ballots) {
    Majority<Integer> majority = Majority.of(ballots, Comparator.naturalOrder());
    int most = Collections.max(majority.votes().values());

    assertThat(majority.votes().get(majority.greatestOfMost())).isEqualTo(most);
    assertThat(majority.votes().get(majority.smallestOfMost())).isEqualTo(most);
    assertThat(majority.greatestOfMost()).isGreaterThanOrEqualTo(majority.smallestOfMost());
    assertThat(majority.voters()).isEqualTo(ballots.size());
  }

  @Property
  void theOrderOfVotersDoesNotMatter(
      @ForAll List<@IntRange(max = 5) Integer> ballots, @ForAll long seed) {
    List<Integer> shuffled = new ArrayList<>(ballots);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(Majority.of(shuffled, Comparator.<Integer>naturalOrder()).votes())
        .isEqualTo(Majority.of(ballots, Comparator.<Integer>naturalOrder()).votes());
  }

  /** Whatever a few voters can do they do by voting for one value, known or new. */
  @Property
  void itIsDecidedExactlyIfNoVoteOfTheMissingChangesIt(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 4) Integer> ballots,
      @ForAll @IntRange(min = 0, max = 6) int missing) {
    Majority<Integer> known = Majority.of(ballots, Comparator.naturalOrder());
    boolean changes = false;
    for (int value = 0; value <= 5; value++) {
      List<Integer> all = new ArrayList<>(ballots);
      all.addAll(Collections.nCopies(missing, value));
      Majority<Integer> together = Majority.of(all, Comparator.naturalOrder());
      changes |= !Objects.equals(together.greatestOfMost(), known.greatestOfMost());
    }

    assertThat(known.isDecided(missing)).isEqualTo(!changes);
  }

  private static Majority<Integer> votes(Integer... ballots) {
    return Majority.of(List.of(ballots), Comparator.naturalOrder());
  }
}
