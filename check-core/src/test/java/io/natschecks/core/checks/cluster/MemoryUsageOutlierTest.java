// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cluster;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryUsageOutlierTest extends CheckContract {

  private static final long MIB = 1L << 20;

  @Override
  protected MemoryUsageOutlier check() {
    return new MemoryUsageOutlier();
  }

  @Test
  void firesAboveTheMultipleOfTheAverage() {
    assertThat(run(300, 100, 100))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "server C1/n1: uses 300.0 MiB of memory, 1.80 times the average of 166.7 MiB in its"
                + " cluster of 3 servers (reported above 1.5 times)")
        .hasObserved(300 * MIB)
        .hasLimit(1.5)
        .hasEvidence("ratio", "1.8 ratio")
        .hasEvidence("cluster", "C1")
        .hasEvidence("cluster_average", "166.7 MiB")
        .hasEvidence("servers", 3);
  }

  @Test
  void staysSilentAtExactlyTheMultiple() {
    assertThat(run(150, 100, 50)).passed();
    assertThat(run(300, 100)).passed();
  }

  @Test
  void takesMoreThanThreeTimesTheOtherOneOfTwo() {
    assertThat(run(310, 100)).findsExactly("server C1/n1");
  }

  @Test
  void countsAServerThatReportsNothingInUse() {
    assertThat(run(100, 100, 0)).passed();
    assertThat(run(151, 149, 0)).findsExactly("server C1/n1");
  }

  @Test
  void judgesNobodyWhileAServerOfTheClusterDoesNotTell() {
    Snapshot silent =
        Deployments.healthy()
            .statistics("a1", a1 -> a1.memory(900 * MIB))
            .server("a3", a3 -> a3.statistics(null))
            .snapshot();

    assertThat(tester().run(silent)).findsNothing().hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotSpeakOfASingleServer() {
    assertThat(run(300)).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void doesNotPoolServersWithoutACluster() {
    Snapshot alone = snapshot(List.of(server("n1", "", 900), server("n2", " ", 100)));

    assertThat(tester().run(alone)).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void poolsServersWhoseClusterNamesDifferByWhiteSpaceAround() {
    Snapshot cluster = snapshot(List.of(server("n1", "C1", 310), server("n2", "C1 ", 100)));

    assertThat(tester().run(cluster)).findsExactly("server C1/n1");
  }

  @Test
  void doesNotPoolLeafNodesThatShareAName() {
    Server other = server("edge", "edge", 100).toBuilder().id("OTHER").build();

    assertThat(tester().run(snapshot(List.of(server("edge", "edge", 900), other))))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void doesNotJudgeAClusterWithASilentServer() {
    Snapshot snapshot =
        DeploymentBuilder.from(snapshot(List.of(server("n1", "C1", 900), server("n2", "C1", 100))))
            .edit(
                all -> all.silentServers(List.of(new SilentServer("n3", null, "C1", "no answer"))))
            .snapshot();

    assertThat(tester().run(snapshot))
        .skipped(SkipReason.TIMED_OUT)
        .hasGap("server C1/n1", SkipReason.TIMED_OUT)
        .hasGap("server n3", SkipReason.TIMED_OUT);
  }

  @Test
  void judgesTheOtherClusterWhileAServerOfOneDidNotSay() {
    Snapshot snapshot =
        Deployments.healthy()
            .missing(Section.VARZ, "a1", Status.REFUSED)
            .statistics("a2", statistics -> statistics.memory(1L << 40))
            .statistics("b1", statistics -> statistics.memory(1L << 40))
            .snapshot();

    assertThat(tester().run(snapshot))
        .findsExactly("server B/b1")
        .hasGap("server A/a2", SkipReason.REFUSED);
  }

  private CheckResult run(long... mib) {
    List<Server> servers = new ArrayList<>();
    for (int i = 1; i <= mib.length; i++) {
      servers.add(server("n" + i, "C1", mib[i - 1]));
    }
    return tester().run(snapshot(servers));
  }

  private static Snapshot snapshot(List<Server> servers) {
    return Snapshot.builder(Deployments.NOW)
        .servers(servers)
        .coverage(Coverage.builder().gathered(Section.VARZ).build())
        .build();
  }

  private static Server server(String name, String cluster, long mib) {
    return Server.builder("ID-" + name, name)
        .cluster(cluster)
        .statistics(
            ServerStatistics.builder(Instant.EPOCH, Deployments.NOW).memory(mib * MIB).build())
        .build();
  }
}
