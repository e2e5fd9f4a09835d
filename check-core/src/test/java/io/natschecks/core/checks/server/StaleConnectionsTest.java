// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.KindCounts;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaleConnectionsTest extends CheckContract {

  @Override
  protected StaleConnections check() {
    return new StaleConnections();
  }

  @Test
  void firesWhenTheCounterRose() {
    assertThat(run(3L, 4L))
        .onlyFinding()
        .hasMessage(
            "server A/a1: 1 connection stopped answering pings in the last 1m0s"
                + " (4 since the start)")
        .hasObserved(1)
        .hasEvidence("stale_connections_before", 3)
        .hasEvidence("stale_connections_now", 4)
        .hasEvidence("ping_interval", "2m0s")
        .hasEvidence("ping_max", 2);
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "4, 0"})
  void staysSilentWhenTheCounterIsUnchangedOrWasReset(long before, long now) {
    assertThat(run(before, now)).passed().lookedAt(7);
  }

  @Test
  void isSkippedInTheFirstSnapshot() {
    assertThat(tester().run(at(Duration.ZERO, 4L).snapshot()))
        .skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void isNotLookedAtBeforeTheReleaseThatCounts() {
    assertThat(run(null, null)).passed().hasGap("server A/a1", SkipReason.NOT_IN_RELEASE);
    assertThat(run(null, 5L)).passed().hasGap("server A/a1", SkipReason.NOT_IN_RELEASE);
  }

  @Test
  void doesNotCompareWithAnEarlierIncarnation() {
    Snapshot restarted =
        at(Duration.ZERO, 7L).server("a1", server -> server.id("ID-new")).snapshot();

    assertThat(tester().previous(at(Duration.ofMinutes(-1), 0L).snapshot()).run(restarted))
        .passed()
        .hasGap("server A/a1", SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void saysWhichKindsOfConnectionsWereStale() {
    Snapshot snapshot =
        at(Duration.ZERO, 3L)
            .statistics("a1", all -> all.staleConnectionsByKind(new KindCounts(1, 0, 0, 2)))
            .snapshot();

    assertThat(tester().previous(at(Duration.ofMinutes(-1), 0L).snapshot()).run(snapshot))
        .onlyFinding()
        .hasEvidence("clients", 1)
        .hasEvidence("leafnodes", 2);
  }

  private CheckResult run(@Nullable Long before, @Nullable Long now) {
    return tester()
        .previous(at(Duration.ofMinutes(-1), before).snapshot())
        .run(at(Duration.ZERO, now).snapshot());
  }

  private static DeploymentBuilder at(Duration later, @Nullable Long stale) {
    return Deployments.healthy(later).statistics("a1", all -> all.staleConnections(stale));
  }
}
