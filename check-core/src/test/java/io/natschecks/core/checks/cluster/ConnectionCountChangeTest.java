// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cluster;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConnectionCountChangeTest extends CheckContract {

  @Override
  protected ConnectionCountChange check() {
    return new ConnectionCountChange();
  }

  @Test
  void firesForARiseBeyondTheBound() {
    assertThat(run(1_000, 1_501))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "server A/a1: client connections went from 1,000 to 1,501 in 5m0s (+501, reported"
                + " beyond 500 either way)")
        .hasObserved(501)
        .hasLimit(500)
        .hasEvidence("previous_connections", 1_000)
        .hasEvidence("connections", 1_501)
        .hasEvidence("connections_accepted", 3)
        .hasEvidence("interval", "5m0s");
  }

  @Test
  void firesForADropBeyondTheBoundAndKeepsTheSign() {
    assertThat(run(1_501, 1_000))
        .onlyFinding()
        .hasObserved(-501)
        .hasMessageContaining("(-501, reported beyond 500 either way)");
  }

  @Test
  void staysSilentAtExactlyTheBound() {
    assertThat(run(1_000, 1_500)).passed();
    assertThat(run(1_500, 1_000)).passed();
  }

  @Test
  void staysSilentForAServerThatIsNew() {
    Snapshot before = before(0).without("a1").snapshot();

    assertThat(tester().previous(before).run(now(5_000)))
        .passed()
        .hasGap("server A/a1", SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void staysSilentForAServerThatWasRestarted() {
    Snapshot before = before(2_000).server("a1", server -> server.id("OLD")).snapshot();

    assertThat(tester().previous(before).run(now(0)))
        .passed()
        .hasGap("server A/a1", SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void staysSilentWhereAsManyComeAsGo() {
    Snapshot now =
        Deployments.healthy()
            .statistics("a1", statistics -> statistics.connections(800).totalConnections(90_000))
            .snapshot();

    assertThat(tester().previous(before(800).snapshot()).run(now)).passed();
  }

  @Test
  void isSkippedWithoutASnapshotBefore() {
    assertThat(tester().run(now(5_000))).skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Property
  void firesExactlyBeyondTheBound(
      @ForAll @IntRange(max = 3_000) int before, @ForAll @IntRange(max = 3_000) int now) {
    assertThat(run(before, now)).hasFindings(Math.abs(now - before) > 500 ? 1 : 0);
  }

  private CheckResult run(int before, int now) {
    return tester().previous(before(before).snapshot()).run(now(now));
  }

  private static DeploymentBuilder before(int connections) {
    return Deployments.healthy(Duration.ofMinutes(-5))
        .statistics("a1", statistics -> statistics.connections(connections));
  }

  private static Snapshot now(int connections) {
    return Deployments.healthy()
        .statistics("a1", statistics -> statistics.connections(connections))
        .snapshot();
  }
}
