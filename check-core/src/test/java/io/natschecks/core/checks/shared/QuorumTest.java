// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Replica;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,2", "4,3", "5,3", "6,4", "7,4"})
  void needsMoreThanHalfOfTheMembers(int size, int needed) {
    assertThat(Quorum.needed(size)).isEqualTo(needed);
  }

  @ParameterizedTest
  @CsvSource({"3,2,true", "3,1,false", "4,2,true", "5,2,false", "5,3,true", "1,0,false"})
  void isLostWhenFewerAreOnlineThanNeeded(int size, int offline, boolean lost) {
    assertThat(Quorum.of(size, members(offline)).isLost()).isEqualTo(lost);
  }

  @Test
  void saysWhoIsOfflineAndHowManyAreNeeded() {
    assertThat(Quorum.of(3, new TreeSet<>(List.of("n3", "n2"))).text("peer"))
        .isEqualTo("1 of 3 peers online, 2 needed for a quorum; offline: n2, n3");
  }

  @Property
  void twoSidesNeverBothHaveAQuorum(
      @ForAll @IntRange(min = 1, max = 99) int size, @ForAll @IntRange(max = 99) int oneSide) {
    int one = Math.min(oneSide, size);
    boolean oneHas = !Quorum.of(size, members(size - one)).isLost();
    boolean otherHas = !Quorum.of(size, members(one)).isLost();

    assertThat(oneHas && otherHas).isFalse();
  }

  @Property
  void aLeaderSurvivesTheLossOfFewerThanHalf(
      @ForAll @IntRange(min = 1, max = 99) int size, @ForAll @IntRange(max = 99) int offline) {
    int gone = Math.min(offline, size);

    assertThat(Quorum.of(size, members(gone)).isLost()).isEqualTo(2 * gone >= size);
  }

  @Property
  void theEvidenceSatisfiesThePredicate(
      @ForAll @IntRange(min = 1, max = 9) int size, @ForAll @IntRange(max = 20) int offline) {
    Quorum quorum = Quorum.of(size, members(offline));

    assertThat(quorum.online()).isNotNegative().isLessThanOrEqualTo(size);
    assertThat(quorum.isLost()).isEqualTo(quorum.online() < quorum.needed());
  }

  @Test
  void believesAnotherNumberThanMoreThanHalf() {
    assertThat(new Quorum(3, 1, members(2)).isLost()).isFalse();
    assertThat(new Quorum(3, 3, members(1)).isLost()).isTrue();
  }

  @Test
  void takesTheOfflineMembersOfOneList() {
    assertThat(Quorum.offline(List.of(replica("n2", false), replica("n3", true))))
        .containsExactly("n3");
  }

  @Test
  void whoSeesAMemberOnlineWins() {
    List<ClusterInfo> views =
        List.of(
            seen(replica("n2", true), replica("n3", true)),
            seen(replica("n2", false), replica("n3", true)));

    assertThat(Quorum.offline(views, Set.of())).containsExactly("n3");
  }

  @Test
  void whoAnsweredIsOnline() {
    assertThat(Quorum.offline(List.of(seen(replica("n2", true))), Set.of("n2"))).isEmpty();
  }

  @Property
  void theOrderOfTheViewsChangesNothing(@ForAll List<@IntRange(max = 7) Integer> marks) {
    List<ClusterInfo> views =
        marks.stream()
            .map(
                bits ->
                    seen(
                        replica("n1", (bits & 1) > 0),
                        replica("n2", (bits & 2) > 0),
                        replica("n3", (bits & 4) > 0)))
            .toList();
    List<ClusterInfo> reversed = new ArrayList<>(views);
    Collections.reverse(reversed);

    assertThat(Quorum.offline(reversed, Set.of("n1")))
        .isEqualTo(Quorum.offline(views, Set.of("n1")));
  }

  private static Replica replica(String name, boolean offline) {
    return new Replica(name, null, !offline, offline, null, 0);
  }

  private static ClusterInfo seen(Replica... replicas) {
    return new ClusterInfo("A", null, "G", List.of(replicas));
  }

  private static SortedSet<String> members(int count) {
    SortedSet<String> members = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      members.add("n" + i);
    }
    return members;
  }
}
