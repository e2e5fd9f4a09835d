// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.stream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import org.junit.jupiter.api.Test;

class SingleReplicaStreamTest extends CheckContract {

  @Override
  protected SingleReplicaStream check() {
    return new SingleReplicaStream();
  }

  @Test
  void firesInAClusterOfTwo() {
    assertThat(tester().run(single(Held.ORDERS).without("a3").snapshot()))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: has one replica in cluster A, in which 2 servers with JetStream"
                + " answered")
        .hasSeverity(Severity.INFO)
        .hasObserved(1)
        .hasLimit(2)
        .hasEvidence("num_replicas", 1)
        .hasEvidence("cluster", "A")
        .hasEvidence("cluster_nodes", 2)
        .hasEvidence("kind", "stream");
  }

  @Test
  void acceptsItInAClusterOfOne() {
    assertThat(tester().run(single(Held.ORDERS).without("a2").without("a3").snapshot()))
        .findsNothing()
        .lookedAt(2);
  }

  @Test
  void leavesOutMirrorsAndReplicatedStreams() {
    assertThat(tester().run(Deployments.healthy().snapshot())).passed().lookedAt(1);
  }

  @Test
  void acceptsItWithoutACluster() {
    assertThat(
            tester()
                .run(
                    single(Held.ORDERS)
                        .server("a1", server -> server.cluster(" "))
                        .server("a2", server -> server.cluster(null))
                        .snapshot()))
        .findsNothing();
  }

  @Test
  void trimsTheNameOfTheCluster() {
    assertThat(
            tester()
                .run(single(Held.ORDERS).server("a1", server -> server.cluster(" A ")).snapshot()))
        .onlyFinding()
        .hasEvidence("cluster_nodes", 3);
  }

  @Test
  void countsServersWithJetStreamOnly() {
    assertThat(
            tester()
                .run(
                    single(Held.ORDERS)
                        .server("a2", server -> server.jetStream(false))
                        .server("a3", server -> server.jetStream(false))
                        .snapshot()))
        .findsNothing();
  }

  @Test
  void countsServersByName() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .add(
                            Server.builder("ID-other", "edge")
                                .cluster("edge")
                                .jetStream(true)
                                .build())
                        .snapshot()))
        .findsNothing();
  }

  @Test
  void twoKnownServersAreEnough() {
    assertThat(tester().run(single(Held.ORDERS).silent("a3").snapshot()))
        .findsExactly("stream ACME/ORDERS");
  }

  @Test
  void oneKnownServerIsNotEnoughWhileOthersAreSilent() {
    assertThat(tester().run(single(Held.ORDERS).silent("a2").silent("a3").snapshot()))
        .findsNothing()
        .hasGap("stream ACME/ORDERS", SkipReason.TIMED_OUT);
  }

  @Test
  void cannotJudgeWithoutTheLeadersServer() {
    assertThat(tester().run(single(Held.ORDERS).without("a1").snapshot()))
        .findsNothing()
        .hasGap("stream ACME/ORDERS", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void takesAnotherNumberOfServers() {
    assertThat(
            tester()
                .with(SingleReplicaStream.MIN_CLUSTER_NODES, 4L)
                .run(single(Held.ORDERS).snapshot()))
        .passed();
  }

  @Test
  void reportsBucketsToo() {
    assertThat(tester().run(single(Held.SETTINGS).snapshot()))
        .onlyFinding()
        .hasMessageContaining("key-value store settings has one replica in cluster A")
        .hasEvidence("bucket", "settings");
  }

  /** One copy, where the leader was. */
  private static DeploymentBuilder single(StreamId id) {
    return Deployments.healthy().streamConfig(id, config -> config.replicas(1)).stream(
        id,
        s ->
            new Stream(
                s.id(),
                s.created(),
                s.config(),
                s.views().stream().filter(StreamView::isLeaderView).toList()));
  }
}
