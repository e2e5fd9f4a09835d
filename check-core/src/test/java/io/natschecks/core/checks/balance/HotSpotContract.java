// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What holds for every check that compares a server with the average of its cluster. */
abstract class HotSpotContract extends CheckContract {

  /** A server of cluster C1 with a load. */
  protected abstract Server.Builder server(String name, long load);

  /** A load that fires on one of three servers if the others carry nothing. */
  protected abstract long enough();

  /** What beside the servers makes the load. */
  protected Snapshot.Builder snapshot(List<Server> servers) {
    return Snapshot.builder(Deployments.NOW)
        .servers(servers)
        .coverage(
            Coverage.builder()
                .gathered(check().descriptor().requires().toArray(Section[]::new))
                .build());
  }

  @Test
  void firesOnAServerThatCarriesEverything() {
    assertThat(run(enough(), 0, 0)).findsExactly("server C1/n1");
  }

  @Test
  void doesNotSpeakOfASingleServer() {
    assertThat(run(enough())).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void doesNotPoolServersWithoutACluster() {
    Snapshot alone = snapshot(servers(server -> server.cluster(" "), enough(), 0, 0)).build();

    assertThat(tester().run(alone)).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void doesNotPoolLeafNodesThatShareAName() {
    Snapshot edges = snapshot(servers(server -> server.name("edge"), enough(), 0, 0)).build();

    assertThat(tester().run(edges)).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void doesNotJudgeAClusterWithASilentServer() {
    Snapshot snapshot =
        snapshot(servers(server -> server, enough(), 0, 0))
            .silentServers(List.of(new SilentServer("n4", null, "C1", "no answer")))
            .build();

    assertThat(tester().run(snapshot))
        .findsNothing()
        .hasGap("server C1/n1", SkipReason.TIMED_OUT)
        .hasGap("server n4", SkipReason.TIMED_OUT);
  }

  @Test
  void doesNotJudgeAClusterOfWhichAServerDidNotSay() {
    for (Section section : check().descriptor().requires()) {
      Snapshot snapshot =
          DeploymentBuilder.from(snapshot(servers(server -> server, enough(), 0, 0)).build())
              .missing(section, "n3", Coverage.Status.REFUSED)
              .snapshot();

      assertThat(tester().run(snapshot)).findsNothing().hasGap("server C1/n1", SkipReason.REFUSED);
    }
  }

  @Test
  void judgesAClusterWhileAServerOfAnotherIsSilent() {
    Snapshot snapshot =
        snapshot(servers(server -> server, enough(), 0, 0))
            .silentServers(List.of(new SilentServer("m1", null, "C2", "no answer")))
            .build();

    assertThat(tester().run(snapshot)).findsExactly("server C1/n1");
  }

  /** Runs the check over servers n1, n2, … with these loads. */
  protected CheckResult run(long... loads) {
    return tester().run(snapshot(servers(server -> server, loads)).build());
  }

  protected List<Server> servers(UnaryOperator<Server.Builder> change, long... loads) {
    List<Server> servers = new ArrayList<>();
    for (int i = 1; i <= loads.length; i++) {
      servers.add(change.apply(server("n" + i, loads[i - 1])).build());
    }
    return servers;
  }
}
