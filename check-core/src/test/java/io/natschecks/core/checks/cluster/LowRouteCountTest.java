// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cluster;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Route;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LowRouteCountTest extends CheckContract {

  @Override
  protected LowRouteCount check() {
    return new LowRouteCount();
  }

  @Test
  void staysSilentInAFullMeshOfPooledRoutes() {
    assertThat(run(cluster(server("n1", 8, 2), server("n2", 8, 2), server("n3", 8, 2)))).passed();
  }

  @Test
  void firesForAMissingPeerWhateverTheNumberOfPooledRoutes() {
    assertThat(run(cluster(server("n1", 4, 1), server("n2", 8, 2), server("n3", 8, 2))))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage("server C1/n1: has routes to 1 of the 2 other servers of its cluster")
        .hasObserved(1)
        .hasLimit(2)
        .hasEvidence("members", 3)
        .hasEvidence("route_connections", 4);
  }

  @Test
  void expectsNothingOfASilentServer() {
    Snapshot snapshot =
        cluster(server("n1", 4, 1), server("n2", 4, 1)).toBuilder()
            .silentServers(List.of(new SilentServer("n3", null, "C1", "no answer")))
            .build();

    assertThat(run(snapshot)).passed().hasGap("server n3", SkipReason.TIMED_OUT);
  }

  @Test
  void doesNotSpeakOfASingleServer() {
    assertThat(run(cluster(server("n1", 0, 0)))).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void comparesTrimmedNames() {
    Server other = server("n2", 0, 0).toBuilder().cluster("C1 ").build();

    assertThat(run(cluster(server("n1", 0, 0), other))).hasFindings(2);
  }

  @Test
  void keepsTheCaseOfNames() {
    Server other = server("n2", 0, 0).toBuilder().cluster("c1").build();

    assertThat(run(cluster(server("n1", 0, 0), other))).findsNothing();
  }

  @Test
  void doesNotSpeakOfServersWithoutACluster() {
    assertThat(
            run(
                cluster(
                    server("n1", 0, 0).toBuilder().cluster(" ").build(),
                    server("n2", 0, 0).toBuilder().cluster(null).build())))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void doesNotTakeLeafNodesOfOneNameForPeers() {
    Server other = server("edge", 0, 0).toBuilder().id("OTHER").build();

    assertThat(run(cluster(server("edge", 0, 0), other))).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void namesThePeersWhereTheRoutesAreKnown() {
    Snapshot snapshot =
        Deployments.healthy().server("a1", server -> server.routes(List.of())).snapshot();

    assertThat(run(snapshot))
        .onlyFinding()
        .hasMessage(
            "server A/a1: has routes to 0 of the 2 other servers of its cluster, none to a2,"
                + " a3")
        .hasEvidence("peers_without_route", "a2, a3");
  }

  @Test
  void findsARouteByNameWhileThePeerRestarts() {
    Snapshot snapshot =
        Deployments.healthy().server("a2", server -> server.id("ID-NEW")).snapshot();

    assertThat(run(snapshot)).passed();
  }

  @Test
  void findsARouteByIdWhereReleasesDoNotNameThePeer() {
    Snapshot snapshot =
        Deployments.healthy()
            .server("a1", server -> server.routes(List.of(route("ID-a2"), route("ID-a3"))))
            .snapshot();

    assertThat(run(snapshot)).passed();
  }

  @Test
  void isNotMisledByARouteToAServerThatDidNotAnswer() {
    Snapshot snapshot =
        Deployments.healthy()
            .server("a1", server -> server.routes(List.of(route("ID-a2"), route("ID-a4"))))
            .snapshot();

    assertThat(run(snapshot))
        .onlyFinding()
        .hasMessageContaining("1 of the 2 other servers of its cluster, none to a3")
        .hasEvidence("peers_without_route", "a3");
  }

  @Test
  void countsPeersWhereTheRoutesAreNotKnown() {
    Snapshot snapshot =
        Deployments.healthy()
            .missing(Section.ROUTEZ, "a1", Status.TIMED_OUT)
            .statistics("a1", statistics -> statistics.remotes(1))
            .snapshot();

    assertThat(run(snapshot)).onlyFinding().hasObserved(1);
  }

  @Test
  void recordsServersThatDidNotSay() {
    assertThat(run(Deployments.healthy().missing(Section.VARZ, "a1", Status.TIMED_OUT).snapshot()))
        .passed()
        .hasGap("server A/a1", SkipReason.TIMED_OUT);
  }

  private CheckResult run(Snapshot snapshot) {
    return tester().run(snapshot);
  }

  private static Route route(String remoteId) {
    return Route.builder(1).remoteId(remoteId).build();
  }

  private static Snapshot cluster(Server... servers) {
    return Snapshot.builder(Deployments.NOW)
        .servers(List.of(servers))
        .coverage(Coverage.builder().gathered(Section.VARZ).build())
        .build();
  }

  private static Server server(String name, int routes, int remotes) {
    return Server.builder("ID-" + name, name)
        .cluster("C1")
        .statistics(
            ServerStatistics.builder(Instant.EPOCH, Deployments.NOW)
                .routes(routes)
                .remotes(remotes)
                .build())
        .build();
  }
}
