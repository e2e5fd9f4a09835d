// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.idle;

import static io.natschecks.core.checks.shared.Written.DAY;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.shared.Written;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server b1 has little to do; each sample is what it says at one of five moments of a day. */
class UnderutilizedServerTest extends CheckContract {

  private static final String LABEL = "server B/b1";

  @Override
  protected UnderutilizedServer check() {
    return new UnderutilizedServer();
  }

  @Override
  protected List<Snapshot> healthyPast() {
    return Written.HEALTHY_DAY;
  }

  @Test
  void firesWhereCpuAndConnectionsStayBelowTheBounds() {
    assertThat(run(idle(24), idle(18), with(12, 4.9, 1, 9), idle(6), idle(0)))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_IDLE_001 server/B/b1")
        .hasMessage(
            "server B/b1: never more than 4.9 percent of each core and 9 connections in 1d0h"
                + " (reported below 5 and 10)")
        .hasObserved(4.9)
        .hasLimit(5)
        .hasEvidence("max_cpu_percent", 4.9)
        .hasEvidence("max_connections", 9)
        .hasEvidence("max_connections_limit", 10)
        .hasEvidence("samples", 5)
        .hasEvidence("window", "1d0h");
  }

  @Test
  void staysSilentWhereOneSampleIsAtTheCpuBound() {
    assertThat(run(idle(24), idle(18), with(12, 5.0, 1, 0), idle(6), idle(0)))
        .passed()
        .notLookedAt(0);
  }

  @Test
  void staysSilentWhereOneSampleIsAtTheConnectionBound() {
    assertThat(run(idle(24), idle(18), with(12, 0, 1, 10), idle(6), idle(0))).passed();
  }

  @Test
  void cannotJudgeFourSamples() {
    assertThat(run(idle(24), idle(18), idle(12), idle(0)))
        .passed()
        .hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void cannotJudgeAServerThatDoesNotReportNow() {
    Snapshot silent = Deployments.healthy().silent("b1").snapshot();

    assertThat(run(idle(24), idle(20), idle(16), idle(12), idle(8), idle(4), silent))
        .passed()
        .hasGap("server b1", SkipReason.TIMED_OUT);
  }

  @Test
  void dividesByTheCores() {
    DeploymentBuilder last = b1(0, 16, 4, 0);

    assertThat(run(idle(24), idle(18), idle(12), idle(6), last.snapshot()))
        .onlyFinding()
        .hasObserved(4);
  }

  @Test
  void doesNotCountSamplesWithoutCores() {
    assertThat(run(idle(24), idle(18), with(12, 0, 0, 0), idle(6), idle(0)))
        .hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void cannotJudgeAServerWhoseCpuMakesNoSense(double cpu) {
    assertThat(run(idle(24), idle(18), idle(12), idle(9), idle(6), with(0, cpu, 1, 0)))
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void aRestartedServerIsWatchedAnew() {
    Snapshot restarted =
        b1(0, 0, 1, 0).server("b1", server -> server.id("ID-of-a-new-start")).snapshot();

    assertThat(run(idle(24), idle(20), idle(16), idle(12), idle(8), restarted))
        .passed()
        .hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void cannotJudgeAServerWithoutTheSection() {
    Snapshot missing =
        b1(0, 0, 1, 0).missing(Section.VARZ, "b1", Coverage.Status.TIMED_OUT).snapshot();

    assertThat(run(idle(24), idle(18), idle(12), idle(9), idle(6), missing))
        .hasGap(LABEL, SkipReason.TIMED_OUT);
  }

  @Test
  void isSkippedUntilTheHistoryCoversTheWindow() {
    assertThat(run(idle(23), idle(18), idle(12), idle(6), idle(0)))
        .skipped(SkipReason.HISTORY_TOO_SHORT);
  }

  private CheckResult run(Snapshot... snapshots) {
    List<Snapshot> all = List.of(snapshots);
    return tester().window(DAY).after(all.subList(0, all.size() - 1)).run(all.get(all.size() - 1));
  }

  private static Snapshot idle(long hoursAgo) {
    return with(hoursAgo, 0, 1, 0);
  }

  private static Snapshot with(long hoursAgo, double cpu, int cores, int connections) {
    return b1(hoursAgo, cpu, cores, connections).snapshot();
  }

  private static DeploymentBuilder b1(long hoursAgo, double cpu, int cores, int connections) {
    return Deployments.healthy(Duration.ofHours(-hoursAgo))
        .statistics("b1", all -> all.cpu(cpu).cores(cores).connections(connections));
  }
}
