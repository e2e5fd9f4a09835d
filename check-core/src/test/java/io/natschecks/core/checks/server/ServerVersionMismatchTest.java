// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerVersionMismatchTest extends CheckContract {

  @Override
  protected ServerVersionMismatch check() {
    return new ServerVersionMismatch();
  }

  @Test
  void firesForTheServerThatDiffersFromMostOfItsCluster() {
    assertThat(run("C1 2.11.4", "C1 2.11.4", "C1 2.10.9"))
        .onlyFinding()
        .hasMessage(
            "server C1/n3: runs 2.10.9 beside 2.11.4 in its cluster"
                + " (2.10.9 on 1 server, 2.11.4 on 2 servers)")
        .hasSeverity(Severity.WARNING)
        .hasEvidence("version", "2.10.9")
        .hasEvidence("majority_version", "2.11.4")
        .hasEvidence("cluster", "C1")
        .hasEvidence("servers_by_version", "2.10.9 on 1 server, 2.11.4 on 2 servers");
  }

  @Test
  void doesNotCompareClustersWithEachOther() {
    assertThat(run("C1 2.11.4", "C1 2.11.4", "C2 2.10.9", "C2 2.10.9")).passed().lookedAt(4);
  }

  @Test
  void passesOneServerWithoutACluster() {
    assertThat(run(" 2.10.9")).passed();
  }

  @Test
  void takesTheNewerReleaseForTheMajorityOnATie() {
    assertThat(run("C1 2.10.1", "C1 2.10.5")).findsExactly("server C1/n1");
  }

  @Test
  void comparesReleasesAsVersionsOnATie() {
    assertThat(run("C1 2.9.25", "C1 2.10.2")).findsExactly("server C1/n1");
  }

  @Test
  void takesNamesOfClustersWithoutSurroundingBlanks() {
    assertThat(run(servers(server(1, "C1", "2.11.4"), server(2, " C1 ", "2.11.4")))).passed();
    assertThat(run(servers(server(1, "C1", "2.11.4"), server(2, " C1 ", "2.11.3"))))
        .findsExactly("server C1/n2");
  }

  @Test
  void comparesServersWithoutAClusterWithEachOther() {
    assertThat(run(servers(server(1, null, "2.10.9"), server(2, " ", "2.11.4"))))
        .onlyFinding()
        .hasMessage(
            "server n1: runs 2.10.9 beside 2.11.4 among the servers without a cluster"
                + " (2.10.9 on 1 server, 2.11.4 on 1 server)");
  }

  @Test
  void takesACandidateForAnotherRelease() {
    assertThat(run("C1 2.12.0", "C1 2.12.0-RC.1")).findsExactly("server C1/n2");
  }

  @Test
  void cannotJudgeAServerThatDoesNotTellItsRelease() {
    assertThat(run(servers(server(1, "C1", "2.11.4"), server(2, "C1", ""))))
        .skipped(SkipReason.NOT_EVALUABLE)
        .notLookedAt(2);
  }

  @Test
  void cannotJudgeWhereASilentServerWouldTurnTheMajority() {
    Snapshot snapshot =
        Deployments.healthy()
            .server("a2", server -> server.version(ServerVersion.parse("2.11.4")))
            .silent("a3")
            .snapshot();

    assertThat(tester().run(snapshot))
        .findsNothing()
        .hasGap("server a3", SkipReason.TIMED_OUT)
        .hasGap("server A/a1", SkipReason.NOT_EVALUABLE)
        .hasGap("server A/a2", SkipReason.NOT_EVALUABLE)
        .lookedAt(4);
  }

  @Test
  void judgesWhereASilentServerCannotTurnTheMajority() {
    Snapshot snapshot =
        Deployments.healthy()
            .server("a1", server -> server.cluster("B").version(ServerVersion.parse("2.11.4")))
            .silent("b3")
            .snapshot();

    assertThat(tester().run(snapshot)).findsExactly("server B/a1");
  }

  @Test
  void aSilentServerOfAnUnknownClusterMayBelongToAny() {
    Snapshot snapshot =
        servers(server(1, "C1", "2.11.4")).toBuilder()
            .silentServers(List.of(new SilentServer("n9", null, null, "no answer")))
            .build();

    assertThat(run(snapshot)).skipped().hasGap("server C1/n1", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void recordsAServerOfWhichVarzIsMissing() {
    Snapshot snapshot =
        Deployments.healthy().missing(Section.VARZ, "a1", Coverage.Status.TIMED_OUT).snapshot();

    assertThat(tester().run(snapshot)).passed().hasGap("server A/a1", SkipReason.TIMED_OUT);
  }

  /** Servers n1, n2, ... given as the name of the cluster and the release. */
  private CheckResult run(String... clustersAndVersions) {
    List<Server> servers = new ArrayList<>();
    for (String each : clustersAndVersions) {
      int blank = each.indexOf(' ');
      servers.add(server(servers.size() + 1, each.substring(0, blank), each.substring(blank)));
    }
    return run(servers(servers.toArray(Server[]::new)));
  }

  private CheckResult run(Snapshot snapshot) {
    return tester().run(snapshot);
  }

  private static Server server(int number, @Nullable String cluster, String version) {
    return Server.builder("N" + number, "n" + number)
        .cluster(cluster)
        .version(ServerVersion.parse(version))
        .build();
  }

  private static Snapshot servers(Server... servers) {
    return Snapshot.builder(Deployments.NOW)
        .servers(List.of(servers))
        .coverage(Coverage.builder().gathered(Section.VARZ).build())
        .build();
  }
}
