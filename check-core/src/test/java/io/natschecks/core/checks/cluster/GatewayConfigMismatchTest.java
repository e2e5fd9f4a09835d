// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cluster;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GatewayConfigMismatchTest extends CheckContract {

  @Override
  protected GatewayConfigMismatch check() {
    return new GatewayConfigMismatch();
  }

  @Test
  void firesForTheServerThatLacksARemote() {
    Snapshot snapshot =
        with("east west", "east west", "east")
            .config(
                "a3",
                config ->
                    config
                        .configuredGateways(List.of("A", "east", "West "))
                        .rejectUnknownGateways(true))
            .snapshot();

    assertThat(tester().run(snapshot))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "server A/a3: other gateways than most of the 3 servers of its cluster: missing west")
        .hasEvidence("remote_clusters", "east")
        .hasEvidence("majority_remote_clusters", "east, west")
        .hasEvidence("missing", "west")
        .hasEvidence("missing_though_configured", "west")
        .hasEvidence("reject_unknown", "yes")
        .hasEvidence("servers_compared", 3);
  }

  @Test
  void staysSilentForTwoServers() {
    assertThat(run("east", "west", "")).findsNothing();
  }

  @Test
  void staysSilentWithoutAStrictMajority() {
    assertThat(run(with("east", "east", "west"), "west")).findsNothing();
  }

  @Test
  void comparesNamesWithoutCaseAndWhiteSpaceAround() {
    Snapshot snapshot =
        named(named(named(Deployments.healthy(), "a1", "East "), "a2", "east"), "a3", "EAST")
            .snapshot();

    assertThat(tester().run(snapshot)).passed();
  }

  @Test
  void leavesOutAServerWithoutGateways() {
    assertThat(run("east west", "east west", "")).passed().lookedAt(5);
  }

  @Test
  void findsAllThatDifferFromTheMajority() {
    Snapshot snapshot = five("east", "east", "east", "west", "east west");

    assertThat(tester().run(snapshot)).findsExactly("server A/a4", "server A/a5");
    assertThat(tester().run(snapshot))
        .finding("server A/a4")
        .hasMessageContaining(": missing east; extra west");
    assertThat(tester().run(snapshot)).finding("server A/a5").hasMessageContaining(": extra west");
  }

  @Test
  void ignoresInboundGateways() {
    Snapshot snapshot =
        with("east", "east", "east")
            .server(
                "a1",
                server ->
                    server.gateways(
                        List.of(
                            Gateway.builder("east", true).build(),
                            Gateway.builder("west", false).build())))
            .snapshot();

    assertThat(tester().run(snapshot)).passed();
  }

  @Test
  void doesNotSpeakOfServersWithoutACluster() {
    Snapshot snapshot =
        with("east", "east", "west").servers(server -> server.cluster("")).snapshot();

    assertThat(tester().run(snapshot)).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void isNotEvaluableWhereASilentServerCouldDecide() {
    assertThat(tester().run(with("east", "west", "east").silent("a3").snapshot()))
        .findsNothing()
        .hasGap("server A/a1", SkipReason.TIMED_OUT)
        .hasGap("server A/a2", SkipReason.TIMED_OUT);
  }

  @Test
  void judgesWhereNoSilentServerCouldChangeTheMajority() {
    DeploymentBuilder five =
        DeploymentBuilder.from(five("east", "east", "east", "west", "east")).silent("a5");

    assertThat(tester().run(five.snapshot())).findsExactly("server A/a4");
  }

  @Test
  void permutingTheRemotesOfAServerChangesNothing() {
    assertThat(run("east west north", "north west east", "west north east")).passed();
  }

  private CheckResult run(String... remotes) {
    return tester().run(with(remotes[0], remotes[1], remotes[2]).snapshot());
  }

  /** A fourth server beside a1, a2 and a3. */
  private CheckResult run(DeploymentBuilder three, String remotes) {
    return tester().run(gateways(added(three, "a4"), "a4", remotes).snapshot());
  }

  private static Snapshot five(String... remotes) {
    DeploymentBuilder five = added(added(Deployments.healthy(), "a4"), "a5");
    for (int i = 0; i < remotes.length; i++) {
      gateways(five, "a" + (i + 1), remotes[i]);
    }
    return five.snapshot();
  }

  private static DeploymentBuilder with(String first, String second, String third) {
    return gateways(
        gateways(gateways(Deployments.healthy(), "a1", first), "a2", second), "a3", third);
  }

  private static DeploymentBuilder added(DeploymentBuilder deployment, String name) {
    return deployment.add(Server.builder("ID-" + name, name).cluster("A").build());
  }

  private static DeploymentBuilder gateways(
      DeploymentBuilder deployment, String name, String remotes) {
    return deployment.server(
        name,
        server ->
            server.gateways(
                Stream.of(remotes.split(" "))
                    .filter(remote -> !remote.isEmpty())
                    .map(remote -> Gateway.builder(remote, true).build())
                    .toList()));
  }

  private static DeploymentBuilder named(DeploymentBuilder deployment, String name, String remote) {
    return deployment.server(
        name, server -> server.gateways(List.of(Gateway.builder(remote, true).build())));
  }
}
