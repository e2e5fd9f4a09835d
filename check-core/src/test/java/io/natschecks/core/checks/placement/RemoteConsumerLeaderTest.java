// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.placement;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.CheckTester;
import io.natschecks.testkit.DeploymentBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemoteConsumerLeaderTest extends CheckContract {

  @Override
  protected RemoteConsumerLeader check() {
    return new RemoteConsumerLeader();
  }

  @Test
  void firesAtExactlyTheShare() {
    assertThat(run(Map.of("EAST", 3, "WEST", 2), "WEST"))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_PLACE_002 consumer//FAR/S/c")
        .hasMessage(
            "consumer FAR/S/c: led by WEST-1 in cluster WEST, while 3 of the 5 client connections of"
                + " its account are in cluster EAST (60.0 percent, reported from 60)")
        .hasObserved(60)
        .hasLimit(60)
        .hasEvidence("leader_server", "WEST-1")
        .hasEvidence("leader_cluster", "WEST")
        .hasEvidence("dominant_cluster", "EAST")
        .hasEvidence("dominant_connections", 3)
        .hasEvidence("account_connections", 5)
        .hasEvidence("percent", 60);
  }

  @Test
  void staysSilentBelowTheShare() {
    assertThat(run(Map.of("EAST", 59, "WEST", 41), "WEST")).passed();
  }

  @Test
  void needsFiveConnections() {
    assertThat(run(Map.of("EAST", 4, "WEST", 0), "WEST")).passed();
  }

  @Test
  void staysSilentWhereTheLeaderIsBesideTheClients() {
    assertThat(run(Map.of("EAST", 100, "WEST", 0), "EAST")).passed();
  }

  @Test
  void leavesOutALeaderWithoutACluster() {
    assertThat(run(Map.of("EAST", 100, "", 0), "")).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void doesNotJudgeAConsumerWithoutALeader() {
    Snapshot snapshot =
        FarAccount.clients(Map.of("EAST", 100, "WEST", 0))
            .add(
                FarAccount.consumer("WEST")
                    .cluster(new ClusterInfo("WEST", null, null, List.of()))
                    .build())
            .snapshot();

    assertThat(tester().run(snapshot))
        .findsNothing()
        .hasGap("consumer FAR/S/c", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void takesTheFirstClusterByNameOfEqualOnes() {
    CheckTester half = tester().with(RemoteConsumerLeader.MIN_DOMINANCE_PCT, 50.0);

    assertThat(half.run(snapshot(Map.of("EAST", 5, "WEST", 5), "WEST"))).hasFindings(1);
    assertThat(half.run(snapshot(Map.of("EAST", 5, "WEST", 5), "EAST"))).passed();
  }

  @Test
  void passesAConsumerOfAnAccountWithoutClients() {
    assertThat(run(Map.of("EAST", 0, "WEST", 0), "WEST")).passed();
  }

  @Test
  void judgesNobodyWhileAServerDidNotSayWhichClientsItHas() {
    Snapshot snapshot =
        DeploymentBuilder.from(snapshot(Map.of("EAST", 100, "WEST", 0, "NORTH", 0), "WEST"))
            .silent("NORTH-1")
            .snapshot();

    assertThat(tester().run(snapshot))
        .findsNothing()
        .hasGap("consumer FAR/S/c", SkipReason.TIMED_OUT);
  }

  private CheckResult run(Map<String, Integer> clients, String leader) {
    return tester().run(snapshot(clients, leader));
  }

  private static Snapshot snapshot(Map<String, Integer> clients, String leader) {
    return FarAccount.clients(clients).add(FarAccount.consumer(leader).build()).snapshot();
  }
}
