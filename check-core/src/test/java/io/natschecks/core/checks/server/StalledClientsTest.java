// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StalledClientsTest extends CheckContract {

  @Override
  protected StalledClients check() {
    return new StalledClients();
  }

  @Test
  void firesWhenTheCounterRose() {
    assertThat(run(100L, 1_101L))
        .onlyFinding()
        .hasMessage(
            "server A/a1: producers were made to wait 1,001 times in the last 1m0s"
                + " (1,101 since the start)")
        .hasObserved(1_001)
        .hasEvidence("stalled_clients_before", 100)
        .hasEvidence("stalled_clients_now", 1_101);
    assertThat(run(100L, 101L)).findsExactly("server A/a1");
  }

  @ParameterizedTest
  @CsvSource({"100, 100", "100, 0"})
  void staysSilentWhenTheCounterIsUnchangedOrWasReset(long before, long now) {
    assertThat(run(before, now)).passed().lookedAt(7);
  }

  @Test
  void isSkippedInTheFirstSnapshot() {
    assertThat(tester().run(at(Duration.ZERO, 100L).snapshot()))
        .skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void isNotLookedAtBeforeTheReleaseThatCounts() {
    assertThat(run(null, null)).passed().hasGap("server A/a1", SkipReason.NOT_IN_RELEASE);
  }

  @Test
  void namesTheReceiversThatWereWaitedForMost() {
    Snapshot snapshot =
        at(Duration.ZERO, 500L)
            .connection("a1", 10, client -> client.name("slow").stalls(499).pendingBytes(48L << 20))
            .snapshot();

    assertThat(tester().previous(at(Duration.ofMinutes(-1), 0L).snapshot()).run(snapshot))
        .onlyFinding()
        .hasEvidence("most_stalled_on", "connection ACME/a1/slow: 499 stalls, 48.0 MiB pending");
  }

  private CheckResult run(@Nullable Long before, @Nullable Long now) {
    return tester()
        .previous(at(Duration.ofMinutes(-1), before).snapshot())
        .run(at(Duration.ZERO, now).snapshot());
  }

  private static DeploymentBuilder at(Duration later, @Nullable Long stalled) {
    return Deployments.healthy(later).statistics("a1", all -> all.stalledClients(stalled));
  }
}
