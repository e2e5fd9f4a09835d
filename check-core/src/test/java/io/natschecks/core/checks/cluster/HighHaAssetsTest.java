// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cluster;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HighHaAssetsTest extends CheckContract {

  @Override
  protected HighHaAssets check() {
    return new HighHaAssets();
  }

  @Test
  void firesFromTheBoundOn() {
    assertThat(run(1_000))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage("server A/a1: runs 1,000 Raft groups (reported from 1,000)")
        .hasObserved(1_000)
        .hasLimit(1_000)
        .hasEvidence("streams", "4 streams")
        .hasEvidence("consumers", "5 consumers");
  }

  @Test
  void staysSilentBelowTheBound() {
    assertThat(run(999)).passed();
  }

  @Test
  void staysSilentWithTheMetaGroupOnly() {
    assertThat(run(1)).passed();
  }

  @Test
  void doesNotSpeakOfServersWithoutJetStream() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .jetStream("a1", server -> server.enabled(false).haAssets(5_000))
                        .snapshot()))
        .passed()
        .lookedAt(3);
  }

  @Test
  void recordsServersOfWhichItIsMissing() {
    assertThat(
            tester()
                .run(Deployments.healthy().missing(Section.JSZ, "a1", Status.TIMED_OUT).snapshot()))
        .passed()
        .hasGap("server A/a1", SkipReason.TIMED_OUT);
  }

  @Test
  void foreseesWhenItFires() {
    assertThat(tester().runHourly(HighHaAssetsTest::with, 500, 600, 700, 800, 900))
        .onlyForecast()
        .isAbout("server A/a1")
        .firesIn(Duration.ofHours(1));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(tester().runHourly(HighHaAssetsTest::with, 900, 500, 950, 400, 900)).hasForecasts(0);
  }

  @Test
  void saysWhenTheServersOwnLimitIsReached() {
    assertThat(
            tester()
                .runHourly(
                    count ->
                        Deployments.healthy()
                            .jetStream(
                                "a1", server -> server.haAssets((int) count).maxHaAssets(1_600))
                            .snapshot(),
                    1_000,
                    1_100,
                    1_200,
                    1_300,
                    1_400))
        .onlyFinding()
        .hasEvidence("limit_reached_at", "2026-02-01T14:00:00Z");
  }

  private CheckResult run(int haAssets) {
    return tester().run(with(haAssets));
  }

  private static Snapshot with(long haAssets) {
    return Deployments.healthy()
        .jetStream("a1", server -> server.haAssets((int) haAssets))
        .snapshot();
  }
}
