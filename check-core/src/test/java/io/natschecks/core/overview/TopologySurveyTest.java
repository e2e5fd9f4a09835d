// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.core.report.Topology;
import io.natschecks.core.report.Topology.GatewayLink;
import io.natschecks.core.report.Topology.LeafLink;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopologySurveyTest {

  private final DeploymentBuilder deployment = Deployments.healthy();

  @Test
  void sortsServersIntoTheirClusters() {
    assertThat(topology().clusters())
        .extracting(Topology.Cluster::name, cluster -> cluster.servers().size())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("A", 3),
            org.assertj.core.groups.Tuple.tuple("B", 3),
            org.assertj.core.groups.Tuple.tuple("edge", 1));
  }

  @Test
  void namesTheMetaLeader() {
    assertThat(topology().clusters().get(0).servers())
        .filteredOn(Topology.Node::metaLeader)
        .extracting(node -> node.server().name())
        .containsExactly("a1");
  }

  @Test
  void joinsClustersByGatewaysInBothDirections() {
    assertThat(topology().gateways())
        .containsExactly(new GatewayLink("A", "B", 3, 3), new GatewayLink("B", "A", 3, 3));
  }

  @Test
  void tellsAGatewayThatMissesAConnection() {
    deployment.server("b2", server -> server.gateways(List.of()));

    GatewayLink link = topology().gateways().get(1);

    assertThat(link).isEqualTo(new GatewayLink("B", "A", 2, 3));
    assertThat(link.isPartial()).isTrue();
  }

  @Test
  void doesNotTakeAnInboundConnectionForOne() {
    deployment.servers(
        server -> server.gateways(List.of(Gateway.builder("elsewhere", false).build())));

    assertThat(topology().gateways()).noneMatch(link -> link.to().equals("elsewhere"));
  }

  @Test
  void countsNoServerThatDidNotTellItsGateways() {
    deployment.server("b2", server -> server.gateways(null));

    assertThat(topology().gateways().get(1)).isEqualTo(new GatewayLink("B", "A", 2, 2));
  }

  @Test
  void countsLeafNodesOnceThoughBothEndsTellOfThem() {
    assertThat(topology().leafNodes()).containsExactly(new LeafLink("A", "edge", 2, List.of()));
  }

  @Test
  void namesLeafNodesThatDidNotAnswerUpToABound() {
    deployment.server(
        "b1",
        server ->
            server.leafNodes(
                IntStream.range(10, 60)
                    .mapToObj(i -> LeafNode.builder("plant-" + i).build())
                    .toList()));

    LeafLink link = topology().leafNodes().get(1);

    assertThat(link.hub()).isEqualTo("B");
    assertThat(link.spoke()).isNull();
    assertThat(link.links()).isEqualTo(50);
    assertThat(link.unseen()).hasSize(LeafLink.MOST_NAMES).startsWith("plant-10", "plant-11");
  }

  private Topology topology() {
    return TopologySurvey.of(deployment.snapshot());
  }
}
