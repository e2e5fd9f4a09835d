// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OversizedRaftGroupTest extends CheckContract {

  private static final StreamId ORDERS = Deployments.stream("ORDERS");
  private static final String SHIP = "C-R3F-ORDERS-ship";

  @Override
  protected OversizedRaftGroup check() {
    return new OversizedRaftGroup();
  }

  @ParameterizedTest
  @CsvSource({"4, true", "3, false", "2, false"})
  void firesForMoreMembersThanReplicas(int size, boolean fires) {
    assertThat(tester().run(OrdersGroup.on("a2", node -> node.size(size)).snapshot()))
        .hasFindings(fires ? 1 : 0)
        .lookedAt(OrdersGroup.GROUPS - 1);
  }

  @Test
  void aConsumerWithoutReplicasOfItsOwnHasThoseOfItsStream() {
    assertThat(tester().run(ofConsumer(0).snapshot()))
        .onlyFinding()
        .hasMessage(
            "raft-group hub/ACME/C-R3F-ORDERS-ship: 4 members where consumer ship of stream ORDERS is to"
                + " have 3");
    assertThat(tester().run(ofConsumer(3).snapshot())).hasFindings(1);
  }

  @Test
  void passesOverTheMetaGroup() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .raftNode("a1", "_meta_", node -> node.size(9))
                        .snapshot()))
        .passed()
        .lookedAt(OrdersGroup.GROUPS - 1);
  }

  @Test
  void threeReportersOfOneGroupAreOneFindingByTheWordOfTheLeader() {
    assertThat(
            tester()
                .run(
                    OrdersGroup.onAll(node -> node.size(4))
                        .raftNode("a3", OrdersGroup.NAME, node -> node.size(5))
                        .snapshot()))
        .onlyFinding()
        .hasMessage("raft-group hub/ACME/S-R3F-ORDERS: 4 members where stream ORDERS is to have 3")
        .hasKey("OPT_SYS_026 raft-group/hub/ACME/S-R3F-ORDERS")
        .hasSeverity(Severity.WARNING)
        .hasObserved(4)
        .hasLimit(3)
        .hasEvidence("server", "a1")
        .hasEvidence("reported_by", "a1, a2, a3")
        .hasEvidence("stream", "ORDERS")
        .hasEvidence("account", "ACME")
        .hasEvidence("group_name", "S-R3F-ORDERS")
        .hasEvidence("peers", "a2, a3");
  }

  @Test
  void withoutTheLeaderTheLargestSizeCounts() {
    assertThat(
            tester()
                .run(
                    OrdersGroup.on("a2", node -> node.size(4))
                        .raftNode("a3", OrdersGroup.NAME, node -> node.size(5))
                        .snapshot()))
        .onlyFinding()
        .hasObserved(5)
        .hasEvidence("server", "a3");
  }

  @Test
  void passesOverAStreamThatMovesAndItsConsumers() {
    DeploymentBuilder moving = moving(OrdersGroup.onAll(node -> node.size(6)));
    for (String server : List.of("a1", "a2", "a3")) {
      moving.raftNode(server, SHIP, node -> node.size(6));
    }

    assertThat(tester().run(moving.snapshot())).passed();
  }

  @Test
  void withoutALeaderAnyMemberCanSayThatTheStreamMoves() {
    DeploymentBuilder moving =
        moving(OrdersGroup.onAll(node -> node.size(6)))
            .streamViews(
                ORDERS, view -> with(view, new ClusterInfo("A", null, OrdersGroup.NAME, six())));

    assertThat(tester().run(moving.snapshot())).passed();
  }

  @Test
  void firesOnceTheStreamHasCeasedToMove() {
    assertThat(tester().run(OrdersGroup.onAll(node -> node.size(6)).snapshot())).hasFindings(1);
  }

  @Test
  void cannotJudgeAStreamWithoutItsConfiguration() {
    assertThat(
            tester()
                .run(
                    OrdersGroup.onAll(node -> node.size(4)).stream(
                            ORDERS, s -> new Stream(s.id(), s.created(), null, s.views()))
                        .snapshot()))
        .findsNothing()
        .hasGap(OrdersGroup.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void saysWhyTheOwnerOfAGroupIsNotKnown() {
    DeploymentBuilder unknown = Deployments.healthy().edit(all -> all.consumers(List.of()));

    assertThat(tester().run(unknown.snapshot()))
        .findsNothing()
        .hasGap("raft-group hub/ACME/" + SHIP, SkipReason.NOT_EVALUABLE);
    assertThat(
            tester()
                .run(
                    unknown
                        .missing(Section.JSZ_CONSUMERS, "a1", Coverage.Status.TIMED_OUT)
                        .snapshot()))
        .findsNothing()
        .hasGap("raft-group hub/ACME/" + SHIP, SkipReason.TIMED_OUT);
  }

  @Test
  void takesNoStreamOfAnotherDomainForTheOwner() {
    assertThat(
            tester()
                .run(
                    OrdersGroup.onAll(node -> node.size(4))
                        .server("a2", server -> server.domain("south"))
                        .server("a1", server -> server.domain("south"))
                        .server("a3", server -> server.domain("south"))
                        .snapshot()))
        .findsNothing()
        .hasGap("raft-group south/ACME/S-R3F-ORDERS", SkipReason.NOT_EVALUABLE);
  }

  private static DeploymentBuilder ofConsumer(int replicas) {
    return Deployments.healthy()
        .consumerConfig(ORDERS, "ship", config -> config.replicas(replicas))
        .raftNode("a1", SHIP, node -> node.size(4));
  }

  /** The leader of ORDERS lists five others. */
  private static DeploymentBuilder moving(DeploymentBuilder deployment) {
    return deployment.streamViews(
        ORDERS, view -> with(view, new ClusterInfo("A", "a1", OrdersGroup.NAME, five())));
  }

  private static List<Replica> five() {
    List<Replica> replicas = new ArrayList<>();
    for (String name : List.of("a2", "a3", "b1", "b2", "b3")) {
      replicas.add(new Replica(name, "peer-" + name, true, false, Duration.ofMillis(200), 0));
    }
    return replicas;
  }

  private static List<Replica> six() {
    List<Replica> replicas = new ArrayList<>(five());
    replicas.add(new Replica("a1", "peer-a1", true, false, Duration.ofMillis(200), 0));
    return replicas;
  }

  private static StreamView with(StreamView view, ClusterInfo cluster) {
    return new StreamView(
        view.serverId(), view.serverName(), view.state(), cluster, view.mirror(), view.sources());
  }
}
