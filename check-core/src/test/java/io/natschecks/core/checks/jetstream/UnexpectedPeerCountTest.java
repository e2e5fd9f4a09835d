// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.core.checks.jetstream.Orders.follower;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Replica;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnexpectedPeerCountTest extends MonitoredStreamContract {

  UnexpectedPeerCountTest() {
    super("peer-expect", "5", "three");
  }

  @Override
  protected UnexpectedPeerCount check() {
    return new UnexpectedPeerCount();
  }

  @Override
  Orders past() {
    return Orders.healthy();
  }

  @Test
  void passesTheWantedNumber() {
    assertThat(run(Orders.healthy(), "3")).passed();
  }

  @Test
  void firesForOneTooFew() {
    assertThat(run(Orders.healthy().followers(follower("a2")).withoutViewsOf("a3"), "3"))
        .onlyFinding()
        .hasMessage("stream ACME/ORDERS: 2 peers instead of 3 (io.nats.monitor.peer-expect)")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(2)
        .hasLimit(3)
        .hasEvidence("peer_names", "a1, a2");
  }

  @Test
  void countsAPeerThatIsOffline() {
    assertThat(
            run(
                Orders.healthy()
                    .followers(follower("a2"), Orders.offline("a3"))
                    .withoutViewsOf("a3"),
                "3"))
        .passed();
  }

  @Test
  void countsAPeerOnceWhoseNameTheLeaderDoesNotKnow() {
    assertThat(run(Orders.healthy().followers(follower("a2"), nameless("a3")), "3")).passed();
  }

  @Test
  void cannotCountAPeerOfWhichNobodyKnowsTheName() {
    Orders orders =
        Orders.healthy()
            .followers(follower("a2"), nameless("a3"))
            .cluster("a2", a2 -> new ClusterInfo("A", "a1", a2.raftGroup(), List.of()));

    assertThat(run(orders, "3")).findsNothing().hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void firesForACopyThatWasLeftBehind() {
    assertThat(run(Orders.healthy().alsoOn("b1"), "3"))
        .onlyFinding()
        .hasEvidence("peer_names", "a1, a2, a3, b1");
  }

  @Test
  void cannotJudgeByAServerThatHasNotJoinedTheGroupYet() {
    assertThat(run(Orders.healthy().followers().withoutViewsOf("a2", "a3"), "3"))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true", "0, false", "-1, false"})
  void countsAStreamOfOneReplicaAsOne(String expected, boolean fires) {
    assertThat(
            run(
                Orders.healthy()
                    .config(config -> config.replicas(1))
                    .followers()
                    .withoutViewsOf("a2", "a3"),
                expected))
        .hasFindings(fires ? 1 : 0)
        .lookedAt(1);
  }

  /** As a server lists a peer that it has not met since it was started. */
  private static Replica nameless(String server) {
    String peer = follower(server).peer();
    String name = "Server name unknown at this time (peerID: " + peer + ")";
    return new Replica(name, peer, true, false, Duration.ofMillis(200), 0);
  }
}
