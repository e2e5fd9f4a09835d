// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cluster;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
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

  private CheckResult run(int haAssets) {
    return tester()
        .run(Deployments.healthy().jetStream("a1", server -> server.haAssets(haAssets)).snapshot());
  }
}
