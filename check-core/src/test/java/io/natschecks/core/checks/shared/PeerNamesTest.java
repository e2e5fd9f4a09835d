// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Replica;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeerNamesTest {

  private static final String UNKNOWN = "Server name unknown at this time (peerID: 44jzkV9D)";

  @Test
  void takesTheNameThatAnotherMemberKnows() {
    assertThat(
            known(
                view(replica(UNKNOWN, "44jzkV9D"), replica("n3", "BXScrY9i")),
                view(replica("n2", "44jzkV9D"))))
        .containsExactly(List.of("n2", "n3"), List.of("n2"));
  }

  @Test
  void takesTheNameForAPeerIdToo() {
    assertThat(known(view(replica("44jzkV9D", "44jzkV9D")), view(replica("n2", "44jzkV9D"))))
        .containsExactly(List.of("n2"), List.of("n2"));
  }

  @Test
  void leavesANameThatNobodyKnows() {
    assertThat(known(view(replica(UNKNOWN, "44jzkV9D")))).containsExactly(List.of(UNKNOWN));
  }

  @Test
  void leavesNamesOfAReleaseThatGivesNoPeerIds() {
    assertThat(known(view(replica("n2", null)), view(replica("n3", null))))
        .containsExactly(List.of("n2"), List.of("n3"));
  }

  private static List<List<String>> known(ClusterInfo... views) {
    return PeerNames.known(List.of(views)).stream()
        .map(view -> view.replicas().stream().map(Replica::name).toList())
        .toList();
  }

  private static ClusterInfo view(Replica... replicas) {
    return new ClusterInfo("C1", null, null, Arrays.asList(replicas));
  }

  private static Replica replica(String name, @Nullable String peer) {
    return new Replica(name, peer, false, true, null, 0);
  }
}
