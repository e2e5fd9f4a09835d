// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SubscriptionStatistics;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionChurnTest extends CheckContract {

  @Override
  protected SubscriptionChurn check() {
    return new SubscriptionChurn();
  }

  @ParameterizedTest(name = "from {0} to {1} operations: {2} findings")
  @CsvSource({"5000,15000,0", "5000,15001,1", "90000,10,0"})
  void firesAboveTheChurn(long before, long now, int findings) {
    assertThat(run(before, 0, now, 0)).hasFindings(findings);
  }

  @Test
  void addsUpWhatWasMadeAndRemoved() {
    assertThat(run(3_000, 2_000, 9_000, 8_000))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasMessage(
            "server A/a1: 12,000 subscriptions made or removed in 1m0s, 120 are held (reported above"
                + " 10,000 between two snapshots)")
        .hasObserved(12_000)
        .hasLimit(10_000)
        .hasEvidence("inserts_delta", 6_000)
        .hasEvidence("removes_delta", 6_000)
        .hasEvidence("num_subscriptions", 120)
        .hasEvidence("interval", "1m0s");
  }

  @Test
  void isSkippedInTheFirstSnapshot() {
    assertThat(tester().run(now(20_000, 0))).skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void doesNotReachBackBeyondASnapshotWithoutTheServer() {
    Snapshot without =
        DeploymentBuilder.from(before(0, 0))
            .missing(Section.SUBSZ, "a1", Coverage.Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().previous(without).run(now(20_000, 0)))
        .passed()
        .hasGap("server A/a1", SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void doesNotCompareWithAnEarlierIncarnation() {
    Snapshot restarted =
        DeploymentBuilder.from(now(20_000, 0)).server("a1", a1 -> a1.id("ID-new")).snapshot();

    assertThat(tester().previous(before(0, 0)).run(restarted))
        .passed()
        .hasGap("server A/a1", SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void followsItsParameter() {
    assertThat(
            tester()
                .with(SubscriptionChurn.MAX_CHURN, 20_000L)
                .previous(before(0, 0))
                .run(now(20_000, 0)))
        .passed();
  }

  @Property
  void countersThatFellNeverMakeAFinding(
      @ForAll @LongRange(min = 0) long before, @ForAll @LongRange(min = 0) long now) {
    assertThat(run(before, 0, now, 0)).hasFindings(now > before && now - before > 10_000 ? 1 : 0);
  }

  private CheckResult run(
      long insertsBefore, long removesBefore, long insertsNow, long removesNow) {
    return tester().previous(before(insertsBefore, removesBefore)).run(now(insertsNow, removesNow));
  }

  private static Snapshot before(long inserts, long removes) {
    return snapshot(Duration.ofMinutes(-1), inserts, removes);
  }

  private static Snapshot now(long inserts, long removes) {
    return snapshot(Duration.ZERO, inserts, removes);
  }

  private static Snapshot snapshot(Duration later, long inserts, long removes) {
    return Deployments.healthy(later)
        .server(
            "a1",
            a1 ->
                a1.subscriptionStatistics(
                    new SubscriptionStatistics(120, 80, inserts, removes, 500, 0.9, 5, 3)))
        .snapshot();
  }
}
