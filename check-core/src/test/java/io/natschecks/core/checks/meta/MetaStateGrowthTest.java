// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import static io.natschecks.core.checks.meta.MetaSnapshots.of;
import static io.natschecks.core.checks.meta.MetaSnapshots.online;
import static io.natschecks.core.checks.meta.MetaSnapshots.view;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaStateGrowthTest extends CheckContract {

  @Override
  protected MetaStateGrowth check() {
    return new MetaStateGrowth();
  }

  @ParameterizedTest
  @CsvSource({"5001,1", "5000,0", "0,0"})
  void firesAboveTheLimit(int total, int findings) {
    Snapshot snapshot = onOne(total);

    assertThat(tester().run(snapshot)).hasFindings(findings);
  }

  @Test
  void addsUpStreamsAndConsumersOfAllServers() {
    Snapshot snapshot = each(1_000, 700);

    assertThat(tester().run(snapshot))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "meta-cluster hub: 5,100 replicas of streams and consumers on 3 servers"
                + " (reported above 5,000)")
        .hasObserved(5_100)
        .hasLimit(5_000)
        .hasEvidence("stream_replicas", 3_000)
        .hasEvidence("consumer_replicas", 2_100)
        .hasEvidence(
            "by_server",
            "a1: 1,000 streams, 700 consumers, a2: 1,000 streams, 700 consumers, a3: 1,000 streams,"
                + " 700 consumers");
  }

  @Test
  void isSkippedWhereJetStreamIsOff() {
    Snapshot snapshot =
        Deployments.healthy()
            .servers(server -> server.jetStreamServer(JetStreamServer.builder(false).build()))
            .edit(all -> all.metaGroups(List.of()))
            .snapshot();

    assertThat(tester().run(snapshot)).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void doesNotCountServersOutsideTheGroup() {
    Snapshot snapshot =
        Deployments.healthy().jetStream(Deployments.EDGE, edge -> edge.streams(9_000)).snapshot();

    assertThat(tester().run(snapshot)).passed();
  }

  @Test
  void cannotTellBelowTheLimitWhileAServerIsMissing() {
    DeploymentBuilder missing =
        Deployments.healthy().missing(Section.JSZ, "a3", Coverage.Status.TIMED_OUT);

    assertThat(tester().run(missing.snapshot()))
        .skipped(SkipReason.TIMED_OUT)
        .hasGap("meta-cluster hub", SkipReason.NOT_EVALUABLE);
    assertThat(tester().run(of(view("n1", "n1", 3, online("n2"), online("n3")))))
        .skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void saysThatItIsALowerBoundWhileAServerIsMissing() {
    Snapshot snapshot =
        DeploymentBuilder.from(onOne(6_000))
            .missing(Section.JSZ, "a3", Coverage.Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().run(snapshot))
        .onlyFinding()
        .hasMessageContaining("; at least, since a3 did not say");
  }

  @Test
  void foreseesWhenItFires() {
    assertThat(tester().runHourly(n -> onOne((int) n), 4_001, 4_201, 4_401, 4_601, 4_801))
        .onlyForecast()
        .isAbout("meta-cluster hub")
        .firesIn(Duration.ofHours(1));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(tester().runHourly(n -> onOne((int) n), 4_801, 4_001, 4_900, 3_900, 4_801))
        .hasForecasts(0);
  }

  private static Snapshot each(int streams, int consumers) {
    return Deployments.healthy()
        .jetStream("a1", server -> server.streams(streams).consumers(consumers))
        .jetStream("a2", server -> server.streams(streams).consumers(consumers))
        .jetStream("a3", server -> server.streams(streams).consumers(consumers))
        .snapshot();
  }

  private static Snapshot onOne(int streams) {
    return DeploymentBuilder.from(each(0, 0))
        .jetStream("a1", server -> server.streams(streams))
        .snapshot();
  }
}
