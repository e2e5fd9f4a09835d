// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cluster;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GatewayDisconnectionTest extends CheckContract {

  @Override
  protected GatewayDisconnection check() {
    return new GatewayDisconnection();
  }

  @Test
  void firesForARemoteClusterThatIsGone() {
    assertThat(run(before("east", "west"), now("east")))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasKey("CLUSTER_007 server/A/a1 remote=west")
        .hasMessage(
            "server A/a1: lost its gateway to cluster west; no other server of its cluster is known"
                + " to reach it")
        .hasEvidence("remote_cluster", "west")
        .hasEvidence("previous_cid", 7)
        .hasEvidence("previous_remote_id", "ID-west")
        .hasEvidence("interval", "5m0s");
  }

  @Test
  void namesThePeersThatStillReachIt() {
    Snapshot now =
        gateways(gateways(deployment("east"), "a2", "B", "west"), "a3", "B", "WEST ").snapshot();

    assertThat(run(before("east", "west"), now))
        .onlyFinding()
        .hasMessageContaining("; still reached from 2 other servers of its cluster")
        .hasEvidence("peers_still_connected", "a2, a3");
  }

  @Test
  void givesEachLostRemoteAFinding() {
    assertThat(run(before("east", "west"), now()))
        .findsExactly("CLUSTER_007 server/A/a1 remote=east", "CLUSTER_007 server/A/a1 remote=west");
  }

  @Test
  void staysSilentForANewConnectionToTheSameRemote() {
    Snapshot now =
        Deployments.healthy()
            .server(
                "a1",
                server -> server.gateways(List.of(Gateway.builder("east", true).cid(99).build())))
            .snapshot();

    assertThat(run(before("east"), now)).findsNothing();
  }

  @Test
  void comparesNamesWithoutCaseAndWhiteSpaceAround() {
    assertThat(run(before("East "), now("east"))).findsNothing();
  }

  @Test
  void keepsABlankNameAsOne() {
    assertThat(run(before(" ", "east"), now("east")))
        .onlyFinding()
        .hasEvidence("remote_cluster", "unknown");
  }

  @Test
  void doesNotJudgeAServerThatDidNotAnswer() {
    assertThat(run(before("east"), deployment().silent("a1").snapshot()))
        .findsNothing()
        .hasGap("server a1", SkipReason.TIMED_OUT);
    assertThat(
            run(
                before("east"),
                deployment().missing(Section.GATEWAYZ, "a1", Status.TIMED_OUT).snapshot()))
        .findsNothing()
        .hasGap("server A/a1", SkipReason.TIMED_OUT);
  }

  @Test
  void doesNotJudgeAServerThatWasNotAskedBefore() {
    Snapshot before =
        DeploymentBuilder.from(before("east"))
            .missing(Section.GATEWAYZ, "a1", Status.TIMED_OUT)
            .snapshot();

    assertThat(run(before, now())).findsNothing();
  }

  @Test
  void doesNotJudgeAServerThatWasRestarted() {
    Snapshot restarted =
        gateways(Deployments.healthy(), "a1").server("a1", server -> server.id("NEW")).snapshot();

    assertThat(run(before("east"), restarted))
        .findsNothing()
        .hasGap("server A/a1", SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void doesNotLookAtInboundGateways() {
    Snapshot before =
        Deployments.healthy(Duration.ofMinutes(-5))
            .server(
                "a1", server -> server.gateways(List.of(Gateway.builder("west", false).build())))
            .snapshot();

    assertThat(run(before, now())).findsNothing();
  }

  @Test
  void isSkippedWithoutASnapshotBefore() {
    assertThat(tester().run(now("east"))).skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  private CheckResult run(Snapshot before, Snapshot now) {
    return tester().previous(before).run(now);
  }

  private static Snapshot before(String... remotes) {
    return gateways(Deployments.healthy(Duration.ofMinutes(-5)), "a1", remotes).snapshot();
  }

  private static Snapshot now(String... remotes) {
    return deployment(remotes).snapshot();
  }

  private static DeploymentBuilder deployment(String... remotes) {
    return gateways(Deployments.healthy(), "a1", remotes);
  }

  private static DeploymentBuilder gateways(
      DeploymentBuilder deployment, String name, String... remotes) {
    return deployment.server(
        name,
        server ->
            server.gateways(
                Stream.of(remotes)
                    .map(
                        remote ->
                            Gateway.builder(remote, true).cid(7).remoteId("ID-" + remote).build())
                    .toList()));
  }
}
